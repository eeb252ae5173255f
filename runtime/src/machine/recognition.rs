use super::Outcome;
use crate::when::When;

/// How the states of a machine are recognized, apart from their wire texts. Nearly all machines have [`Recognition::TEXTS`].
#[derive(Clone, Copy, Debug)]
pub struct Recognition {
    /// The states that are recognized by a condition. The first one whose condition holds is the state, whatever text the response
    /// contains.
    pub conditions: &'static [(u16, When)],
    /// The state of a response that does not contain one.
    pub absent: Option<u16>,
    /// Further texts of states.
    pub aliases: &'static [(&'static str, u16)],
    /// Prefixes of texts, the longest first.
    pub prefixes: &'static [(&'static str, u16)],
    /// Whether the case of ASCII letters is ignored.
    pub ignore_case: bool,
    /// The outcomes that depend on the response. Of the outcomes of a state, the first one whose condition holds applies.
    pub outcomes: &'static [(u16, When, Outcome)],
}

impl Recognition {
    /// States are recognized only by their wire texts.
    pub const TEXTS: Self =
        Self { conditions: &[], absent: None, aliases: &[], prefixes: &[], ignore_case: false, outcomes: &[] };

    /// Whether anything other than the text of the state depends on the response.
    #[inline]
    pub(crate) const fn reads_answers(&self) -> bool {
        !self.conditions.is_empty() || self.absent.is_some() || !self.outcomes.is_empty()
    }

    /// Whether each state has only its wire text.
    #[inline]
    pub(super) const fn has_one_text_each(&self) -> bool {
        self.aliases.is_empty() && self.prefixes.is_empty() && !self.ignore_case
    }

    /// Whether a state is recognized by a condition, so that its name is not a text of the API.
    #[cfg_attr(debug_assertions, inline)]
    pub(crate) fn is_conditional(&self, state: u16) -> bool {
        self.conditions.iter().any(|(at, _)| *at == state)
    }

    /// The state of a text that is not the wire text of a state. Only what follows a prefix may differ from what the contract lists.
    #[cold]
    pub(super) fn find(&self, text: &str, own: impl Iterator<Item = (u16, &'static str)>) -> Option<u16> {
        let same = |listed: &str| if self.ignore_case { listed.eq_ignore_ascii_case(text) } else { listed == text };
        let mut own = own.filter(|_| self.ignore_case);
        let whole = own.find(|(_, listed)| same(listed)).map(|(state, _)| state);
        let alias = || self.aliases.iter().find(|(listed, _)| same(listed)).map(|(_, state)| *state);
        let prefix = || self.prefixes.iter().find(|(start, _)| self.rest(text, start).is_some()).map(|(_, state)| *state);
        whole.or_else(alias).or_else(prefix)
    }

    /// The rest of the text after the prefix by which it is recognized as this state.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) fn parameter<'t>(&self, state: u16, text: &'t str) -> Option<&'t str> {
        self.prefixes.iter().filter(|(_, of)| *of == state).find_map(|(start, _)| self.rest(text, start))
    }

    #[cfg_attr(debug_assertions, inline)]
    fn rest<'t>(&self, text: &'t str, start: &str) -> Option<&'t str> {
        let (head, rest) = text.split_at_checked(start.len())?;
        let same = if self.ignore_case { head.eq_ignore_ascii_case(start) } else { head == start };
        same.then_some(rest)
    }
}
