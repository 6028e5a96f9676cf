import Delivery

/// Where a tenant's loops say that they turn, how often what has happened, and that the disk is full.
struct NodeSigns: Sendable {
    let pulse: NodePulse
    let meter: NodeMeter
    let disk: DiskAlarm
}

/// Places to work in, shared by all tenants of a node.
struct NodeSlots: Sendable {
    let processing: Slots
    let sending: Slots
}
