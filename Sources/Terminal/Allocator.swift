import CPlatform

/// How the process takes memory from the system.
///
/// A short run with several threads spends a fiftieth of its time in asking for memory, page by page. What is taken
/// here are addresses; no memory is used before it is written to.
package enum Allocator {
  /// Takes memory in larger pieces; to be called once, before threads are started.
  package static func takeLargePieces() { plumb_take_pieces(1 << 20, Int32(pieceSize)) }

  /// Takes a piece for the calling thread.
  static func enterThread() { plumb_take_piece(pieceSize - 4096) }

  /// In bytes.
  private static let pieceSize = 4 << 20
}
