import CLibXML2

/// Goes through a subtree once, in document order, without recursion.
struct TreeWalk {
    enum Step {
        /// A start tag. What is inside is skipped if the visitor of ``descend(_:)`` says so.
        case start(xmlNodePtr)
        /// The end tag of an element whose inside was not skipped.
        case end(xmlNodePtr)
        case text(XMLChars)
        case processingInstruction(xmlNodePtr)
    }

    private let top: xmlNodePtr

    init(of top: xmlNodePtr) { self.top = top }

    /// Visits every step.
    func each(_ visit: (Step) -> Void) {
        descend { step in
            visit(step)
            return true
        }
    }

    /// Visits every step; answering `false` to a ``Step/start(_:)`` skips that element's inside and its end.
    func descend(_ visit: (Step) -> Bool) {
        var node = top
        while true {
            if enter(node, visit), let child = node.pointee.children {
                node = child
                continue
            }
            while node != top, node.pointee.next == nil {
                guard let parent = node.pointee.parent else { return }
                node = parent
                _ = visit(.end(node))
            }
            if node == top { return }
            guard let next = node.pointee.next else { return }
            node = next
        }
    }

    /// Visits the node itself; whether its children are to be visited.
    private func enter(_ node: xmlNodePtr, _ visit: (Step) -> Bool) -> Bool {
        switch node.pointee.type {
        case XML_ELEMENT_NODE:
            guard visit(.start(node)) else { return false }
            if node.pointee.children != nil { return true }
            _ = visit(.end(node))
        case XML_TEXT_NODE, XML_CDATA_SECTION_NODE:
            if let content = node.pointee.content { _ = visit(.text(content)) }
        case XML_PI_NODE:
            _ = visit(.processingInstruction(node))
        default:
            break
        }
        return false
    }
}
