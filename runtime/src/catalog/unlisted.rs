use super::{Catalog, Group};
use crate::Facts;

/// What a catalog says about a code that it does not list.
#[derive(Clone, Copy)]
pub(crate) enum Unlisted {
    /// What it says about the primary code in this row, to which a mask leads.
    Primary(u16),
    /// These facts: those of a family, with its key, or those of all unlisted codes that are in no family, with an empty key.
    Facts(&'static Facts, &'static str),
}

impl Catalog {
    /// The family of an unlisted code: the group to whose prefix, range or mask it belongs. If several match, the narrowest one wins: the
    /// longest prefix, or the range with the fewest integers.
    #[cfg_attr(debug_assertions, inline)]
    pub fn family(&self, wire: &str) -> Option<&'static Group> {
        let claiming = self.groups.iter().filter(|group| group.claims(self, wire));
        claiming.reduce(|best, group| if group.precision() > best.precision() { group } else { best })
    }

    /// Whether an unlisted code has a tag, which it gets from its family or its primary code.
    #[cfg_attr(debug_assertions, inline)]
    pub(crate) fn unlisted_has_tag(&self, wire: &str, tag: &str) -> bool {
        let Some(own) = self.tags.iter().find(|own| own.name == tag) else { return false };
        let Some(group) = self.family(wire) else { return false };
        match group.primary(self, wire) {
            Some(row) => own.rows.binary_search(&row).is_ok(),
            None => own.groups.iter().any(|at| self.groups.get(usize::from(*at)).is_some_and(|other| other.key == group.key)),
        }
    }

    /// What is said about an unlisted code.
    #[cfg_attr(debug_assertions, inline)]
    pub(crate) fn about_unlisted(&self, wire: &str) -> Unlisted {
        let Some(group) = self.family(wire) else { return Unlisted::Facts(self.unlisted, "") };
        group.primary(self, wire).map_or(Unlisted::Facts(&group.facts, group.key), Unlisted::Primary)
    }
}
