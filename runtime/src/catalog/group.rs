use super::Catalog;
use crate::Facts;

/// A group of codes that share facts, and optionally a family of unlisted codes.
#[derive(Clone, Copy, Debug)]
pub struct Group {
    /// The group's key in the contract.
    pub key: &'static str,
    /// The index of the enclosing group, if it is inside another one.
    pub within: Option<u16>,
    /// The status that its codes are documented with; 0 if there is none.
    pub status: u16,
    /// The facts that its codes share. Facts that are not set come from the status of the response.
    pub facts: Facts,
    /// Which unlisted codes belong to the group, if any.
    pub family: Option<Family>,
}

/// Which unlisted codes belong to a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Texts with this prefix, such as SQLSTATE class `08`.
    Prefix(&'static str),
    /// Integers in this range, which includes both ends, such as `-32099..=-32000` in JSON-RPC.
    Range(i64, i64),
    /// Integers that are not negative and become a listed code of the group when this mask is applied, such as SQLite's extended result
    /// codes with `0xff`.
    Mask(i64),
}

impl Group {
    /// The title of the group, or its key if the contract gives no title.
    #[inline]
    pub const fn title(&self) -> &'static str {
        if self.facts.title.is_empty() { self.key } else { self.facts.title }
    }

    /// The enclosing group. Its facts are already among those of this group.
    #[inline]
    pub fn parent(&self, catalog: &Catalog) -> Option<&'static Group> {
        catalog.groups.get(usize::from(self.within?))
    }

    /// Whether an unlisted code belongs to this group's family.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) fn claims(&self, catalog: &Catalog, wire: &str) -> bool {
        match self.family {
            None => false,
            Some(Family::Prefix(prefix)) => wire.starts_with(prefix),
            Some(Family::Range(from, to)) => super::lookup::integer(wire).is_some_and(|n| from <= n && n <= to),
            Some(Family::Mask(_)) => self.primary(catalog, wire).is_some(),
        }
    }

    /// How narrow the family is, compared with others of the same catalog: by the length of its prefix, or the length of its range.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) const fn precision(&self) -> u64 {
        match self.family {
            Some(Family::Prefix(prefix)) => prefix.len() as u64,
            Some(Family::Range(from, to)) => !(to.wrapping_sub(from) as u64),
            _ => 0,
        }
    }

    /// The primary code of an unlisted code, if the group has a mask: the row of the listed code that remains when the mask is applied.
    /// Negative numbers have none.
    #[cfg_attr(debug_assertions, inline)]
    pub fn primary(&self, catalog: &Catalog, wire: &str) -> Option<u16> {
        let Some(Family::Mask(mask)) = self.family else { return None };
        let number = super::lookup::integer(wire).filter(|number| *number >= 0)?;
        let row = catalog.find_number(number & mask)?;
        let group = catalog.group(row)?;
        (group.key == self.key).then_some(row)
    }
}
