/// Work on a stream of things, several at a time, on threads of their own; results come in the order of the things.
///
/// However long the stream is, no more than a few things are under way: who hands over more waits for results, on the
/// thread that takes them.
package final class OrderedWork<Input: Sendable, Output: Sendable> {
  /// Does the work for one thread after the other input; made on the thread that it works on.
  package typealias Worker = (Input) -> Output

  private let queue: Queue
  private let jobs: Int
  private let makeWorker: @Sendable () -> Worker
  private var threads: [ThreadHandle] = []
  /// How many things are under way.
  private var count = 0

  /// Creates work that nothing was handed over to; threads are started as they are needed.
  package init(jobs: Int, makeWorker: @escaping @Sendable () -> Worker) {
    self.jobs = max(1, jobs)
    self.makeWorker = makeWorker
    queue = Queue()
  }

  /// Hands over the next thing; results that are ready by now are taken.
  ///
  /// - Returns: false where no thread can be had, so that the caller has to do the work.
  package func submit(_ input: Input, done: (Output) -> Void) -> Bool {
    if threads.count < jobs, let thread = ThreadHandle.start({ [queue, makeWorker] in queue.work(makeWorker()) }) {
      threads.append(thread)
    }
    guard !threads.isEmpty else { return false }
    while count >= 2 * jobs { take(done) }
    queue.put(input)
    count += 1
    while count > 0, let output = queue.takeIfReady() {
      count -= 1
      done(output)
    }
    return true
  }

  /// Waits for all results.
  package func drain(done: (Output) -> Void) {
    while count > 0 { take(done) }
  }

  deinit {
    queue.close()
    for thread in threads { thread.join() }
  }

  private func take(_ done: (Output) -> Void) {
    count -= 1
    done(queue.take())
  }

  /// What is handed over to the threads and back. All that is in it is guarded by its lock.
  private final class Queue: @unchecked Sendable {
    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let hasInput = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private let hasOutput = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var inputs: [(number: Int, input: Input)] = []
    private var outputs: [Int: Output] = [:]
    private var putCount = 0
    private var takenCount = 0
    private var isClosed = false

    init() {
      pthread_mutex_init(lock, nil)
      pthread_cond_init(hasInput, nil)
      pthread_cond_init(hasOutput, nil)
    }

    deinit {
      pthread_mutex_destroy(lock)
      pthread_cond_destroy(hasInput)
      pthread_cond_destroy(hasOutput)
      lock.deallocate()
      hasInput.deallocate()
      hasOutput.deallocate()
    }

    func put(_ input: Input) {
      locked {
        inputs.append((putCount, input))
        putCount += 1
        pthread_cond_signal(hasInput)
      }
    }

    /// Waits for the result whose turn it is, which must be under way.
    func take() -> Output {
      locked {
        while true {
          if let output = outputs.removeValue(forKey: takenCount) {
            takenCount += 1
            return output
          }
          pthread_cond_wait(hasOutput, lock)
        }
      }
    }

    func takeIfReady() -> Output? {
      locked {
        guard let output = outputs.removeValue(forKey: takenCount) else { return nil }
        takenCount += 1
        return output
      }
    }

    func close() {
      locked {
        isClosed = true
        inputs = []
        pthread_cond_broadcast(hasInput)
      }
    }

    /// Works until there will be no more.
    func work(_ worker: Worker) {
      while let (number, input) = nextInput() {
        let output = worker(input)
        locked {
          outputs[number] = output
          pthread_cond_signal(hasOutput)
        }
      }
    }

    private func nextInput() -> (Int, Input)? {
      locked {
        while inputs.isEmpty {
          if isClosed { return nil }
          pthread_cond_wait(hasInput, lock)
        }
        return inputs.removeFirst()
      }
    }

    private func locked<Result>(_ body: () -> Result) -> Result {
      pthread_mutex_lock(lock)
      defer { pthread_mutex_unlock(lock) }
      return body()
    }
  }
}
