import Foundation
import GRDB

/// A look into the register's database from outside, as somebody with a copy of the file has.
extension Scene {
    func rows(_ sql: String) throws -> [Row] {
        var configuration = Configuration()
        configuration.readonly = true
        let queue = try DatabaseQueue(path: dataDirectory + "/register.sqlite", configuration: configuration)
        defer { try? queue.close() }
        return try queue.read { try Row.fetchAll($0, sql: sql) }
    }

    /// What stands for the persons.
    func persons() throws -> Set<Data> {
        Set(try rows("SELECT DISTINCT person FROM records WHERE person IS NOT NULL").map { $0[0] })
    }

    func personCount() throws -> Int { try persons().count }
}
