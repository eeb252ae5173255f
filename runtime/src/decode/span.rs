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

/// The bit of `start` of a value that is not in the body. No position in a body has it, so only lookups that fail there check it.
const ASIDE: u32 = 1 << 31;

/// The texts that spans refer to.
#[derive(Clone, Copy)]
pub(crate) struct Text<'t> {
    /// The body, or the list that contains the item.
    pub(crate) body: &'t str,
    /// The values of a body's fields that are not in it as they are read.
    pub(crate) aside: &'t str,
}

impl<'t> Text<'t> {
    /// A body that contains all its values as they are read.
    #[cfg_attr(debug_assertions, inline)]
    pub(crate) const fn of(body: &'t str) -> Self {
        Self { body, aside: "" }
    }

    #[inline]
    fn get(self, start: u32, end: u32) -> Option<&'t str> {
        match self.body.get(start as usize..end as usize) {
            None if start & ASIDE != 0 => self.aside.get((start & !ASIDE) as usize..end as usize),
            found => found,
        }
    }

    #[cfg_attr(debug_assertions, inline)]
    fn byte(self, at: u32) -> Option<u8> {
        match self.body.as_bytes().get(at as usize) {
            None if at & ASIDE != 0 => self.aside.as_bytes().get((at & !ASIDE) as usize).copied(),
            found => found.copied(),
        }
    }
}

impl Span {
    /// No value.
    pub(crate) const NONE: Self = Self { start: 0, end: 0 };

    /// Bodies of this length or longer are not scanned.
    pub(crate) const TOO_LONG: usize = ESCAPED as usize;

    #[cfg_attr(debug_assertions, inline)]
    pub(crate) const fn new(start: usize, end: usize, escaped: bool) -> Self {
        Self { start: start as u32, end: end as u32 | if escaped { ESCAPED } else { 0 } }
    }

    /// A value in the second text, which has the values that the body does not contain as they are read. `None` if that text is too long.
    #[cfg_attr(debug_assertions, inline)]
    pub(crate) fn aside(start: usize, end: usize, escaped: bool) -> Option<Self> {
        let mut span = Self::new(start, end, escaped);
        span.start |= ASIDE;
        (end < Self::TOO_LONG).then_some(span)
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
    pub(crate) fn first(self, text: Text<'_>) -> u8 {
        let first = if self.is_none() { None } else { text.byte(self.start) };
        first.unwrap_or_default()
    }

    /// The text between the quotes of a string; `None` for any other value.
    #[inline]
    pub(crate) fn inside(self, text: Text<'_>) -> Option<&str> {
        if self.first(text) == b'"' { text.get(self.start + 1, (self.end & !ESCAPED).wrapping_sub(1)) } else { None }
    }

    /// Where the value begins, if it is in the body.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) const fn start_in_body(self) -> usize {
        self.start as usize
    }

    /// The JSON text of the value.
    #[cfg_attr(debug_assertions, inline)]
    pub(crate) fn of(self, text: Text<'_>) -> Option<&str> {
        if self.is_none() { None } else { text.get(self.start, self.end & !ESCAPED) }
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
    #[cfg_attr(debug_assertions, inline)]
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
