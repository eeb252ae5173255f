use super::ItemShape;
use core::fmt;

/// Where a body repeats its own shape: an error that contains the error that caused it, and so on.
#[derive(Clone, Copy)]
pub struct Chain {
    /// The field of the body with the first cause.
    pub(crate) field: u16,
    /// The field of a link with the next one.
    pub(crate) next: u16,
    /// Whether the innermost listed code is the code of the error.
    pub(crate) innermost: bool,
    /// The fields of a link.
    pub(crate) link: ItemShape,
}

impl fmt::Debug for Chain {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Chain").field("innermost", &self.innermost).field("link", &self.link).finish_non_exhaustive()
    }
}

impl Chain {
    /// Creates a chain. `field` is the index of the field of the body with the first cause, and `next` that of the field of a link with the
    /// next cause.
    #[inline]
    pub const fn new(field: u16, next: u16, innermost: bool, link: ItemShape) -> Self {
        Self { field, next, innermost, link }
    }
}
