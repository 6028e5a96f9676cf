import Delivery

/// Places to work in, shared by all tenants of a node.
struct NodeSlots: Sendable {
    let processing: Slots
    let sending: Slots
}
