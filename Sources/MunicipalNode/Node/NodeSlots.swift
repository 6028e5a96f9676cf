import Delivery

/// Where a tenant's loops say that they turn, and how often what has happened.
struct NodeSigns: Sendable {
    let pulse: NodePulse
    let meter: NodeMeter
}

/// Places to work in, shared by all tenants of a node.
struct NodeSlots: Sendable {
    let processing: Slots
    let sending: Slots
}
