//! Stands in for `probe.rs` in builds that only read contracts.

use super::ctx::Ctx;
use super::form::Form;
use super::mapping_keys::Fields;
use super::recorder::Recorded;
use crate::words::Word;
use crate::yaml::{Entry, Node};

impl Ctx {
    pub(super) const fn is_probing(&self) -> bool {
        false
    }

    /// Whether both branches of a decision between two notations of a mapping are to be recorded.
    pub(super) const fn probes_map(&self, _: &Node) -> bool {
        false
    }

    pub(super) const fn form(&mut self, _: &Node, _: &Form<'_>) {}

    pub(super) const fn text_form(&mut self, _: &Node) {}

    pub(super) const fn key_form(&mut self, _: &Form<'_>) {}

    pub(super) const fn reject(&mut self) {}

    pub(super) const fn recorded_map(&mut self, _: &Node, _: &'static str) -> Recorded {
        Recorded
    }

    pub(super) const fn free_map(&mut self, _: &Node) {}

    pub(super) const fn probe_list<T>(&mut self, _: &Node, _: fn(&mut Self, &Node) -> Option<T>) -> Option<Vec<T>> {
        None
    }

    pub(super) const fn probe_each<T>(
        &mut self,
        _: &Node,
        _: &mut impl FnMut(&mut Self, &Entry) -> Option<T>,
    ) -> Option<Vec<T>> {
        None
    }
}

impl Fields<'_> {
    pub(super) const fn probe_cases<W: Word, T>(&mut self, _: &mut impl FnMut(&mut Self, W) -> Option<T>) -> Option<T> {
        None
    }

    pub(super) const fn record(&self, _: &'static str) {}

    pub(super) const fn probe<T>(
        &self,
        _: &'static str,
        _: bool,
        _: &mut Ctx,
        _: fn(&mut Ctx, &Node) -> Option<T>,
    ) -> Option<T> {
        None
    }

    pub(super) const fn probe_several<T>(
        &self,
        _: &'static str,
        _: usize,
        _: &mut Ctx,
        _: fn(&mut Ctx, &Node) -> Option<T>,
    ) -> Vec<T> {
        Vec::new()
    }

    pub(super) const fn probe_named<T>(&self, _: &'static str, _: &mut Ctx, _: fn(&mut Ctx, &Node) -> Option<T>) {}
}
