import JSON
import Terminal
import Workspace

/// What is done with each line of NDJSON.
protocol LineWork: Sendable {
  /// What lines came to beside what they print.
  associatedtype Summary: Sendable

  /// Works on some lines.
  mutating func work(on lines: JSONLineBlock, of format: ConversationLines.Format, _ transcript: inout Transcript)
  /// Works on what stands on a line.
  mutating func work(on item: ConversationSource.Item, _ transcript: inout Transcript)
  /// Gives what the lines so far came to, and begins anew.
  mutating func takeSummary() -> Summary
  /// Adds what further lines came to.
  mutating func absorb(_ summary: Summary)
}

extension LineWork {
  mutating func work(on lines: JSONLineBlock, of format: ConversationLines.Format, _ transcript: inout Transcript) {
    for place in 0..<lines.count { work(on: lines[place], of: format, &transcript) }
  }

  /// Works on one line.
  mutating func work(on line: JSONLineReader.Line, of format: ConversationLines.Format, _ transcript: inout Transcript)
  {
    CrashReport.reading("\(format.file):\(line.number)")
    for item in format.items(of: line) { work(on: item, &transcript) }
  }
}

/// Goes through lines of NDJSON, in several threads where there is enough to do, and prints in the order of the lines.
struct LineBatch {
  let console: Console
  /// How many threads there may be.
  let jobs: Int

  /// Works on all lines of a file.
  func run<Work: LineWork>(_ lines: ConversationLines, _ work: inout Work, _ tally: inout ErrorTally) {
    typealias Part = (summary: Work.Summary, transcript: Transcript, lines: JSONLineBlock)
    let format = lines.format
    let template = work
    let threads = OrderedWork<JSONLineBlock, Part>(jobs: jobs) {
      var work = template
      _ = work.takeSummary()
      return { lines in
        var transcript = Transcript()
        work.work(on: lines, of: format, &transcript)
        return (work.takeSummary(), transcript, lines)
      }
    }
    // Memory is given back when the reader is not at work.
    var done: [JSONLineBlock] = []
    func take(_ part: Part) {
      var part = part
      part.transcript.flush(to: console, &tally)
      work.absorb(part.summary)
      done.append(part.lines)
    }
    var transcript = Transcript()
    while !console.hasLostReader {
      let block = lines.next {
        threads.drain(done: take)
        console.flush()
      }
      guard let block else { break }
      if jobs > 1, lines.hasMore, threads.submit(block, done: take) {
        while let block = done.popLast() { lines.recycle(block) }
        continue
      }
      threads.drain(done: take)
      work.work(on: block, of: format, &transcript)
      transcript.flush(to: console, &tally)
      lines.recycle(block)
    }
    threads.drain(done: take)
  }
}
