import SQLiteAccess

extension ConnectionSettings {
    /// The installation's own database is small and read seldom, and a destroyed key must not stay in a free page.
    static let node = ConnectionSettings(cacheKibibytes: 256, overwritesAllDeleted: true)

    /// What is deleted in a tenant's database is sealed content and ids: overwritten where the page is written anyway.
    static func tenant(cacheKibibytes: Int) -> ConnectionSettings {
        ConnectionSettings(cacheKibibytes: cacheKibibytes, overwritesAllDeleted: false)
    }
}
