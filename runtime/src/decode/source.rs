//! Where a field is found that is not simply the value at a pointer.

use crate::place::Place;

/// Where the decoder finds the value of a field that has several locations, a header, a part of a text or a default.
///
/// The slot of the field itself is not in [`Decoder::root`](super::Decoder::root). It follows the slots of the tree and is filled from the first location whose
/// value has the kind of the field.
#[derive(Clone, Copy, Debug)]
pub struct Source {
    /// The place.
    pub place: Place,
    /// The slot of each location; [`Key::NO_SLOT`](super::Key::NO_SLOT) for a header.
    pub slots: &'static [u16],
}
