import Web

/// Days and moments as the portal's readers see them: as on every site.
typealias PortalTime = PageTime
