use alloc::boxed::Box;
use alloc::vec;

/// The location of a value in the body: a half-open byte range, and whether the value is a string with escapes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    start: u32,
    /// The end; zero if there is no value, because no value ends there. The top bit is set if the string has escapes.
    end: u32,
}

const ESCAPED: u32 = 1 << 31;

impl Span {
    /// No value.
    pub(crate) const NONE: Self = Self { start: 0, end: 0 };

    /// Bodies of this length or longer are not scanned.
    pub(crate) const TOO_LONG: usize = ESCAPED as usize;

    #[cfg_attr(debug_assertions, inline)]
    pub(crate) const fn new(start: usize, end: usize, escaped: bool) -> Self {
        Self { start: start as u32, end: end as u32 | if escaped { ESCAPED } else { 0 } }
    }

    #[cfg_attr(debug_assertions, inline)]
    pub(crate) const fn is_none(self) -> bool {
        self.end == 0
    }

    #[cfg_attr(debug_assertions, inline)]
    pub(crate) const fn escaped(self) -> bool {
        self.end & ESCAPED != 0
    }

    /// The first byte of the value, which determines the kind of the value.
    #[cfg_attr(debug_assertions, inline)]
    pub(crate) fn first(self, text: &str) -> u8 {
        let first = if self.is_none() { None } else { text.as_bytes().get(self.start as usize) };
        first.copied().unwrap_or_default()
    }

    /// The text between the quotes of a string; `None` for any other value.
    #[inline]
    pub(crate) fn inside(self, text: &str) -> Option<&str> {
        let inside = self.start as usize + 1..((self.end & !ESCAPED) as usize).wrapping_sub(1);
        if self.first(text) == b'"' { text.get(inside) } else { None }
    }

    /// The JSON text of the value.
    #[cfg_attr(debug_assertions, inline)]
    pub(crate) fn of(self, text: &str) -> Option<&str> {
        if self.is_none() { None } else { text.get(self.start as usize..(self.end & !ESCAPED) as usize) }
    }
}

/// One span per slot, without an allocation if there are only a few.
#[derive(Clone)]
pub(crate) enum Slots {
    Few([Span; Slots::FEW]),
    Many(Box<[Span]>),
}

impl Slots {
    const FEW: usize = 8;

    /// Creates a list of these spans.
    pub(crate) fn of(spans: impl ExactSizeIterator<Item = Span>) -> Self {
        if spans.len() > Self::FEW {
            return Self::Many(spans.collect());
        }
        let mut few = [Span::NONE; Self::FEW];
        few.iter_mut().zip(spans).for_each(|(place, span)| *place = span);
        Self::Few(few)
    }

    /// Creates a list of this many absent values.
    #[cfg_attr(debug_assertions, inline)]
    pub(crate) fn new(count: usize) -> Self {
        match count {
            0..=Self::FEW => Self::Few([Span::NONE; Self::FEW]),
            many => Self::Many(vec![Span::NONE; many].into_boxed_slice()),
        }
    }

    #[cfg_attr(debug_assertions, inline)]
    pub(crate) fn as_slice(&self) -> &[Span] {
        match self {
            Self::Few(spans) => spans,
            Self::Many(spans) => spans,
        }
    }

    #[cfg_attr(debug_assertions, inline)]
    pub(crate) fn as_mut_slice(&mut self) -> &mut [Span] {
        match self {
            Self::Few(spans) => spans,
            Self::Many(spans) => spans,
        }
    }
}
