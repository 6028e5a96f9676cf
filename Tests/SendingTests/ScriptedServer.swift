import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// A server that answers as a test says: for what the send module would never do, and for what it does elsewhere.
final class ScriptedServer: Sendable {
    struct Request: Sendable {
        let method: String
        let path: String
        let body: [UInt8]

        var json: [String: Any] {
            (try? JSONSerialization.jsonObject(with: Data(body)) as? [String: Any]) ?? [:]
        }
    }

    struct Answer: Sendable {
        var status = 200
        var type = "application/json"
        var body: [UInt8] = []

        static func json(_ text: String, status: Int = 200) -> Answer {
            Answer(status: status, body: Array(text.utf8))
        }

        static func signed(_ bytes: [UInt8]) -> Answer { Answer(type: "application/pkcs7-mime", body: bytes) }

        static func problem(_ code: String, _ status: Int) -> Answer {
            Answer(
                status: status, type: "application/problem+json",
                body: Array(#"{"code":"\#(code)","status":\#(status),"title":"x","type":"/problems/x"}"#.utf8))
        }
    }

    private let answer: @Sendable (Request) -> Answer
    private let asked = Mutex<[Request]>([])

    var requests: [Request] { asked.withLock { $0 } }

    init(_ answer: @escaping @Sendable (Request) -> Answer) { self.answer = answer }

    func standing<Value: Sendable>(_ use: (Int) async throws -> Value) async throws -> Value {
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(
                        Handler { [self] request in
                            asked.withLock { $0.append(request) }
                            return answer(request)
                        })
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let result: Result<Value, any Error>
        do { result = .success(try await use(listener.localAddress?.port ?? 0)) } catch { result = .failure(error) }
        try await listener.close()
        return try result.get()
    }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart

        private let answer: (Request) -> Answer
        private var head: HTTPRequestHead?
        private var body: [UInt8] = []

        init(_ answer: @escaping (Request) -> Answer) { self.answer = answer }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head(let head):
                self.head = head
                body = []
            case .body(let buffer): body += buffer.readableBytesView
            case .end:
                guard let head else { return }
                let path = head.uri.hasPrefix("/Sendemodul") ? String(head.uri.dropFirst(11)) : head.uri
                let answer = answer(Request(method: head.method.rawValue, path: path, body: body))
                var headers = HTTPHeaders([("Content-Type", answer.type)])
                headers.add(name: "Content-Length", value: "\(answer.body.count)")
                let reply = HTTPResponseHead(
                    version: .http1_1, status: HTTPResponseStatus(statusCode: answer.status), headers: headers)
                context.write(wrapOutboundOut(.head(reply)), promise: nil)
                context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: answer.body)))), promise: nil)
                context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
            }
        }
    }
}

/// A server that says the same octets to everybody who connects, and hangs up.
final class RawServer: Sendable {
    private let words: [UInt8]

    init(_ words: [UInt8]) { self.words = words }

    func standing<Value: Sendable>(_ use: (Int) async throws -> Value) async throws -> Value {
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { [words] channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Speaker(words))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let result: Result<Value, any Error>
        do { result = .success(try await use(listener.localAddress?.port ?? 0)) } catch { result = .failure(error) }
        try await listener.close()
        return try result.get()
    }

    private final class Speaker: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private let words: [UInt8]

        init(_ words: [UInt8]) { self.words = words }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let channel = context.channel
            channel.writeAndFlush(ByteBuffer(bytes: words)).whenComplete { _ in channel.close(promise: nil) }
        }
    }
}
