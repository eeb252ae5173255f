use crate::decode::Json;
use crate::place::Place;
use alloc::borrow::Cow;

/// A parameter of a code, which is written where clients read it.
#[derive(Clone, Copy, Debug)]
pub struct Param<'p> {
    /// Its name in the contract.
    pub name: &'static str,
    /// Where clients read it.
    pub place: Place,
    /// Its value as JSON: a string, a number or a boolean.
    pub json: &'p str,
}

impl<'p> Param<'p> {
    /// The value as clients read it: the content of a string, or the JSON of another value.
    #[cfg_attr(debug_assertions, inline)]
    pub fn text(&self) -> Cow<'p, str> {
        Json::parse_text(self.json).and_then(Json::as_string).unwrap_or(Cow::Borrowed(self.json))
    }
}
