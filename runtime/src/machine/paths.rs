use super::{Bits, Machine};

impl Machine {
    /// The states on every way from one state to another without a command, both left out. None where no way leads.
    pub const fn certainly_passed(&self, from: u16, to: u16) -> Bits {
        let _ = (from, to);
        Bits::EMPTY
    }

    /// The states on some ways from one state to another without a command but not on all, both left out.
    pub const fn possibly_passed(&self, from: u16, to: u16) -> Bits {
        let _ = (from, to);
        Bits::EMPTY
    }
}
