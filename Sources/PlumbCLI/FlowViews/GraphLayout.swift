/// Where the vertices of a graph stand in a picture: in columns by how far they are from where it begins.
///
/// An edge that leads back, to a column that is not behind its own, goes aside: below all rows, each on a track of its own
/// where tracks would meet. Time and memory grow with vertices and edges, but for sorting within columns.
struct GraphLayout {
  /// A line between two vertices.
  struct Edge: Hashable {
    let source: Int
    let target: Int
  }

  /// The column of each vertex, from 0.
  let columns: [Int]
  /// The row of each vertex, from 0.
  let rows: [Int]
  /// For each edge the track below the rows on which it leads back; nil for one that leads on.
  let tracks: [Int?]

  /// How many columns there are.
  var columnCount: Int { (columns.max() ?? -1) + 1 }
  /// How many rows.
  var rowCount: Int { (rows.max() ?? -1) + 1 }
  /// How many tracks.
  var trackCount: Int { (tracks.compactMap(\.self).max() ?? -1) + 1 }

  /// - Parameter edges: their ends are below the number of vertices; what comes first is where the picture begins.
  init(vertexCount: Int, edges: [Edge]) {
    var outgoing: [[Int]] = Array(repeating: [], count: vertexCount)
    for (place, edge) in edges.enumerated() { outgoing[edge.source].append(place) }
    let (order, isBack) = Self.order(vertexCount, edges, outgoing)
    var columns = Array(repeating: 0, count: vertexCount)
    for vertex in order {
      for place in outgoing[vertex] where !isBack[place] {
        columns[edges[place].target] = max(columns[edges[place].target], columns[vertex] + 1)
      }
    }
    self.columns = columns
    rows = Self.rows(columns, edges, isBack)
    tracks = Self.tracks(columns, edges, isBack)
  }

  /// The vertices so that each stands before those that it leads to, but for edges that lead back in a walk from the
  /// first vertices on.
  private static func order(_ count: Int, _ edges: [Edge], _ outgoing: [[Int]]) -> (order: [Int], isBack: [Bool]) {
    enum State { case new, open, done }
    var states = Array(repeating: State.new, count: count)
    var isBack = Array(repeating: false, count: edges.count)
    var finished: [Int] = []
    for start in 0..<count where states[start] == .new {
      var path: [(vertex: Int, next: Int)] = [(start, 0)]
      states[start] = .open
      while let (vertex, next) = path.last {
        guard next < outgoing[vertex].count else {
          states[vertex] = .done
          finished.append(vertex)
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let place = outgoing[vertex][next]
        let target = edges[place].target
        switch states[target] {
        case .open: isBack[place] = true
        case .new:
          states[target] = .open
          path.append((target, 0))
        case .done: break
        }
      }
    }
    return (finished.reversed(), isBack)
  }

  /// Rows in which a vertex stands near the middle of what leads to it.
  private static func rows(_ columns: [Int], _ edges: [Edge], _ isBack: [Bool]) -> [Int] {
    var incoming: [[Int]] = Array(repeating: [], count: columns.count)
    for (place, edge) in edges.enumerated() where !isBack[place] { incoming[edge.target].append(edge.source) }
    var members: [[Int]] = Array(repeating: [], count: (columns.max() ?? -1) + 1)
    for (vertex, column) in columns.enumerated() { members[column].append(vertex) }
    var rows = Array(repeating: 0, count: columns.count)
    for column in members {
      // In hundredths of a row, so that no rounding decides.
      let wanted = column.map { vertex -> (place: Int, vertex: Int) in
        let sources = incoming[vertex]
        let sum = sources.reduce(0) { $0 + rows[$1] }
        return (sources.isEmpty ? .max : 100 * sum / sources.count, vertex)
      }.sorted { ($0.place, $0.vertex) < ($1.place, $1.vertex) }
      var next = 0
      for (place, vertex) in wanted {
        rows[vertex] = place == .max ? next : max(next, place / 100)
        next = rows[vertex] + 1
      }
    }
    return rows
  }

  /// Tracks for what leads back: the shortest first, each on the first track that is free over its columns.
  private static func tracks(_ columns: [Int], _ edges: [Edge], _ isBack: [Bool]) -> [Int?] {
    var tracks: [Int?] = Array(repeating: nil, count: edges.count)
    let back = edges.indices.filter { isBack[$0] || columns[edges[$0].target] <= columns[edges[$0].source] }
    let spans = back.map { place -> (start: Int, end: Int, place: Int) in
      let (one, other) = (columns[edges[place].source], columns[edges[place].target])
      return (min(one, other), max(one, other), place)
    }.sorted { ($0.start, $0.end, $0.place) < ($1.start, $1.end, $1.place) }
    var ends: [Int] = []
    for span in spans {
      let track = ends.prefix(trackLimit).firstIndex { $0 < span.start } ?? min(ends.count, trackLimit)
      if track < ends.count { ends[track] = max(ends[track], span.end) } else { ends.append(span.end) }
      tracks[span.place] = track
    }
    return tracks
  }

  /// More tracks are not told apart any more.
  private static let trackLimit = 200
}
