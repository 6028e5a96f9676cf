/// Where a tenant's loops say that they turn, how often what has happened, and that the disk is full.
struct NodeSigns: Sendable {
    let pulse: NodePulse
    let meter: NodeMeter
    let disk: DiskAlarm
}
