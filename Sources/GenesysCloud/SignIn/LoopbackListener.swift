import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// Listens on this machine for the browser that comes back with a code; nothing else gets an answer of use.
final class LoopbackListener: Sendable {
  /// The path of the redirect URI.
  static let path = "/callback"

  /// What the browser has to bring back unchanged, so that nobody else can send a code.
  let state: String
  let redirectURI: String
  private let channel: any Channel
  private let outcomes: AsyncStream<Result<String, CloudError>>

  private init(channel: any Channel, state: String, outcomes: AsyncStream<Result<String, CloudError>>) {
    self.channel = channel
    self.state = state
    self.outcomes = outcomes
    redirectURI = "http://localhost:\(channel.localAddress?.port ?? 0)\(Self.path)"
  }

  deinit { stop() }

  static func start(port: Int) async throws(CloudError) -> LoopbackListener {
    guard (0...65_535).contains(port) else { throw CloudError(.usage, "‘\(port)’ is no port") }
    let state = base64(randomBytes(24), isForURL: true)
    let (outcomes, continuation) = AsyncStream<Result<String, CloudError>>.makeStream(
      bufferingPolicy: .bufferingOldest(1))
    do {
      let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .serverChannelOption(.backlog, value: 16)
        .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
        .childChannelInitializer { channel in
          channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.configureHTTPServerPipeline(withErrorHandling: true)
            try channel.pipeline.syncOperations.addHandler(CallbackHandler(state: state, outcome: continuation))
          }
        }
        .bind(host: "127.0.0.1", port: port).get()
      return LoopbackListener(channel: channel, state: state, outcomes: outcomes)
    } catch {
      throw CloudError(.usage, "cannot listen on port \(port) of this machine: \(printable("\(error)"))")
    }
  }

  /// Waits for the code, and listens no longer.
  func code(within time: Duration) async throws(CloudError) -> String {
    defer { stop() }
    let late = CloudError(.timeout, "nobody came back from the browser within \(time.secondsRoundedUp) s")
    return try await limited(to: time, late: late) { () async throws(CloudError) in
      for await outcome in self.outcomes { return try outcome.get() }
      throw .cancelled
    }
  }

  func stop() { channel.close(promise: nil) }
}

/// Answers the browser and hands the code on.
private final class CallbackHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let state: String
  private let outcome: AsyncStream<Result<String, CloudError>>.Continuation
  private var head: HTTPRequestHead?

  init(state: String, outcome: AsyncStream<Result<String, CloudError>>.Continuation) {
    self.state = state
    self.outcome = outcome
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head): self.head = head
    case .body: break
    case .end:
      guard let head else { return }
      self.head = nil
      let reply = CallbackReply(method: head.method.rawValue, target: head.uri, state: state)
      answer(context, reply)
      if let outcome = reply.outcome {
        self.outcome.yield(outcome)
        self.outcome.finish()
      }
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  private func answer(_ context: ChannelHandlerContext, _ reply: CallbackReply) {
    let page = "<!doctype html><meta charset=\"utf-8\"><title>Plumb</title><p>\(reply.text)\n"
    var head = HTTPResponseHead(version: .http1_1, status: HTTPResponseStatus(statusCode: reply.status))
    head.headers = [
      "Content-Type": "text/html; charset=utf-8", "Content-Length": "\(page.utf8.count)", "Cache-Control": "no-store",
      "Content-Security-Policy": "default-src 'none'", "Referrer-Policy": "no-referrer", "Connection": "close",
    ]
    let loopBound = context.loopBound
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: page)))), promise: nil)
    context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in loopBound.value.close(promise: nil) }
  }
}

/// What a request to the redirect URI means.
struct CallbackReply: Sendable {
  let status: Int
  /// Fixed texts only: nothing of the request goes back into a page.
  let text: String
  /// The code, or why there will be none; nil for a request that is not the browser's return.
  let outcome: Result<String, CloudError>?

  init(method: String, target: String, state: String) {
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    guard method == "GET", parts[0] == LoopbackListener.path, parts.count == 2, target.utf8.count <= 8_192 else {
      self.init(404, "There is nothing here.", nil)
      return
    }
    var fields: [String: String] = [:]
    for case let (name, value)? in GenesysCloud.fields(ofForm: parts[1]) { fields[name] = fields[name] ?? value }
    // Whoever does not know the state is not the browser that was sent: the wait goes on.
    guard let given = fields["state"], SecretText(given) == SecretText(state) else {
      self.init(400, "This is not the sign-in that was begun here.", nil)
      return
    }
    if let error = fields["error"] {
      let text = [error, fields["error_description"]].compactMap { $0 }.map { printable($0) }.joined(separator: ": ")
      self.init(
        200, "The sign-in was refused. You can close this page.",
        .failure(CloudError(.unauthorized, "the sign-in was refused (‘\(text)’)", code: printable(error, limit: 100))))
    } else if let code = fields["code"], isToken(code) {
      self.init(200, "You are signed in. You can close this page.", .success(code))
    } else {
      self.init(
        400, "The sign-in brought no code.", .failure(CloudError(.notGenesys, "the browser came back without a code")))
    }
  }

  private init(_ status: Int, _ text: String, _ outcome: Result<String, CloudError>?) {
    self.status = status
    self.text = text
    self.outcome = outcome
  }
}
