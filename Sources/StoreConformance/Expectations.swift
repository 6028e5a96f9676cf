import Store

/// Refusals of a check, each with the line that saw it.
enum Expect {
    static func that(_ condition: Bool, _ claim: String, line: Int = #line) throws {
        guard condition else { throw StoreConformance.Failure(description: "not so: \(claim) (line \(line))") }
    }

    static func equal<Value: Equatable>(_ found: Value, _ expected: Value, line: Int = #line) throws {
        guard found == expected else {
            throw StoreConformance.Failure(description: "found \(found), expected \(expected) (line \(line))")
        }
    }

    static func present<Value>(_ value: Value?, line: Int = #line) throws -> Value {
        guard let value else { throw StoreConformance.Failure(description: "missing (line \(line))") }
        return value
    }

    static func refusal<Value>(
        _ expected: StoreError, line: Int = #line, _ body: () async throws -> Value
    ) async throws {
        do {
            _ = try await body()
        } catch let error as StoreError where error == expected {
            return
        } catch {
            throw StoreConformance.Failure(description: "threw \(error), expected \(expected) (line \(line))")
        }
        throw StoreConformance.Failure(description: "threw nothing, expected \(expected) (line \(line))")
    }
}
