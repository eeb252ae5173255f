use super::Catalog;
use crate::Facts;

/// A group of codes that share facts, and optionally a family of unlisted codes.
#[derive(Clone, Copy, Debug)]
pub struct Group {
    /// The group's key in the contract.
    pub key: &'static str,
    /// The status its codes are documented with; 0 where it has none.
    pub status: u16,
    /// What its codes have in common. Of what it does not say, the status of the answer decides.
    pub facts: Facts,
    /// Which codes beyond the listed ones belong to it.
    pub family: Option<Family>,
}

/// Which unlisted codes belong to a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Texts that start so, like SQLSTATE class `08`.
    Prefix(&'static str),
    /// Integers from the first to the second, both included, like JSON-RPC's `-32099..=-32000`.
    Range(i64, i64),
    /// Integers from 0 on whose masked value is a listed code of the group, like SQLite's extended result codes under `0xff`.
    Mask(i64),
}

impl Group {
    /// What people call the group: its title, or its key where the contract gives none.
    pub const fn title(&self) -> &'static str {
        if self.facts.title.is_empty() { self.key } else { self.facts.title }
    }

    /// Whether an unlisted code falls under this group's family.
    pub(super) fn claims(&self, catalog: &Catalog, wire: &str) -> bool {
        match self.family {
            None => false,
            Some(Family::Prefix(prefix)) => wire.starts_with(prefix),
            Some(Family::Range(from, to)) => super::lookup::integer(wire).is_some_and(|n| from <= n && n <= to),
            Some(Family::Mask(_)) => self.primary(catalog, wire).is_some(),
        }
    }

    /// How closely the family describes its codes: the length of its prefix.
    pub(super) const fn precision(&self) -> usize {
        match self.family {
            Some(Family::Prefix(prefix)) => prefix.len(),
            _ => 0,
        }
    }

    /// The listed code that an extended code of a masked family stands for. A mask speaks of bits, so no negative number has one.
    pub fn primary(&self, catalog: &Catalog, wire: &str) -> Option<u16> {
        let Some(Family::Mask(mask)) = self.family else { return None };
        let number = super::lookup::integer(wire).filter(|number| *number >= 0)?;
        let row = catalog.find_number(number & mask)?;
        let group = catalog.group(row)?;
        (group.key == self.key).then_some(row)
    }
}
