//! The input and the output of the layout.

/// The size of a node, and the space to keep free to its right.
#[derive(Clone, Copy, Debug)]
pub(in crate::diagram) struct Node {
    pub(in crate::diagram) width: i64,
    pub(in crate::diagram) height: i64,
    pub(in crate::diagram) beside: i64,
}

/// A directed link between two different nodes.
#[derive(Clone, Copy, Debug)]
pub(in crate::diagram) struct Link {
    pub(in crate::diagram) from: usize,
    pub(in crate::diagram) to: usize,
    /// The width of its label; 0 if it has none.
    pub(in crate::diagram) label: i64,
    /// The links of a bundle lead to the same node and share the last part of their route.
    pub(in crate::diagram) bundle: usize,
}

/// A rectangle, given by its upper left corner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::diagram) struct Rect {
    pub(in crate::diagram) x: i64,
    pub(in crate::diagram) y: i64,
    pub(in crate::diagram) width: i64,
    pub(in crate::diagram) height: i64,
}

/// How a link is drawn, from its target back to its source, so that the links of a bundle begin in the same way.
#[derive(Clone, Debug)]
pub(in crate::diagram) struct Route {
    pub(in crate::diagram) start: (i64, i64),
    pub(in crate::diagram) steps: Vec<Step>,
    pub(in crate::diagram) arrow: Arrow,
    pub(in crate::diagram) label: Option<Rect>,
}

/// The positions of everything.
#[derive(Clone, Debug)]
pub(in crate::diagram) struct Layout {
    pub(in crate::diagram) width: i64,
    pub(in crate::diagram) height: i64,
    /// One rectangle per node.
    pub(in crate::diagram) boxes: Vec<Rect>,
    /// One route per link.
    pub(in crate::diagram) routes: Vec<Route>,
    /// One per entry, in order: a mark before the node, and an arrow to it.
    pub(in crate::diagram) entries: Vec<Route>,
}

/// The height of a label.
pub(in crate::diagram) const LABEL: i64 = 18;
/// The height of a mark.
pub(in crate::diagram) const MARK: i64 = 10;

/// A part of a line, up to an absolute position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::diagram) enum Step {
    /// Straight up or down.
    Vertical(i64),
    /// A curve that is vertical at both ends.
    Curve(i64, i64),
}

/// An arrowhead: its tip, and whether it points up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::diagram) struct Arrow {
    pub(in crate::diagram) tip: (i64, i64),
    pub(in crate::diagram) up: bool,
}
