use super::{Code, Group, Unlisted};
use crate::RetryClass;
use crate::shown::{self, NAME, Quoted};
use alloc::borrow::Cow;
use core::fmt;

/// A code as received: a code of the catalog, or the text of one that is not listed.
///
/// Catalogs are open by default, because servers add codes without notice, and a decoder that fails on a new code would lose the error that
/// it was meant to explain.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum OpenCode<'a, C> {
    /// A code of the catalog.
    Known(C),
    /// The text of a code that is not listed.
    Unknown(Cow<'a, str>),
}

impl<C: fmt::Debug> fmt::Debug for OpenCode<'_, C> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(code) => f.debug_tuple("Known").field(code).finish(),
            Self::Unknown(text) => f.debug_tuple("Unknown").field(&Quoted(text, NAME)).finish(),
        }
    }
}

impl<'a, C: Code> OpenCode<'a, C> {
    /// Looks up a wire text. This cannot fail.
    pub fn new(text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        match C::from_wire(&text) {
            Some(code) => Self::Known(code),
            None => Self::Unknown(text),
        }
    }

    /// The listed code, if it is one.
    #[inline]
    pub fn known(&self) -> Option<C> {
        match self {
            Self::Known(code) => Some(*code),
            Self::Unknown(_) => None,
        }
    }

    /// The wire text.
    #[inline]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Known(code) => C::CATALOG.wire(code.row()),
            Self::Unknown(text) => text,
        }
    }

    /// Its group: that of the code, or the family of an unlisted code.
    #[inline]
    pub fn group(&self) -> Option<&'static Group> {
        match self {
            Self::Known(code) => C::CATALOG.group(code.row()),
            Self::Unknown(text) => C::CATALOG.family(text),
        }
    }

    /// Whether it has this tag of the contract: its own, or one of an unlisted code's family.
    #[cfg_attr(debug_assertions, inline)]
    pub fn has_tag(&self, tag: &str) -> bool {
        match self {
            Self::Known(code) => C::CATALOG.has_tag(code.row(), tag),
            Self::Unknown(text) => C::CATALOG.unlisted_has_tag(text, tag),
        }
    }

    /// The retry class: that of the code, or that of an unlisted code's family or of all other unlisted codes.
    #[inline]
    pub fn retry(&self) -> Option<RetryClass> {
        let catalog = C::CATALOG;
        match self {
            Self::Known(code) => Some(catalog.retry(code.row()).class),
            Self::Unknown(text) => match catalog.about_unlisted(text) {
                Unlisted::Primary(row) => Some(catalog.retry(row).class),
                Unlisted::Facts(facts, _) => facts.retry.map(|retry| retry.class),
            },
        }
    }

    /// The same code with an owned text.
    #[inline]
    pub fn into_owned(self) -> OpenCode<'static, C> {
        match self {
            Self::Known(code) => OpenCode::Known(code),
            Self::Unknown(text) => OpenCode::Unknown(Cow::Owned(text.into_owned())),
        }
    }
}

impl<C> From<C> for OpenCode<'_, C> {
    #[inline]
    fn from(code: C) -> Self {
        Self::Known(code)
    }
}

impl<C: Code> PartialEq<C> for OpenCode<'_, C> {
    #[inline]
    fn eq(&self, other: &C) -> bool {
        self.known() == Some(*other)
    }
}

/// The wire text. The text of an unlisted code is escaped and shortened; [`OpenCode::as_str`] returns it unchanged.
impl<C: Code> fmt::Display for OpenCode<'_, C> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(code) => f.pad(C::CATALOG.wire(code.row())),
            Self::Unknown(text) => shown::pad(text, f),
        }
    }
}
