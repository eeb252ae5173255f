//! The table that the decoder reads: keys, bodies and lists.

use crate::fields::{Shapes, plain, row};
use crate::kept::{index, kept, one, text};
use crate::keys::Keys;
use crate::when::when;
use errspec::Catalog;
use errspec::decode::{BodyShape, Chain, Decoder, Format, ItemShape};
use errspec_spec::model::{self, Contract};
use errspec_spec::words::ChainCode;
use std::ptr;

pub(crate) fn decoder(contract: &'static Contract, catalogs: &'static [Catalog]) -> Decoder {
    let all = || contract.bodies.iter().flat_map(|body| &body.fields);
    let mut keys = Keys::new(all().flat_map(|field| field.place.pointers()).map(|at| at.as_str()));
    let shapes = Shapes::of(&contract.bodies, catalogs);
    for field in all().filter(|field| field.is_required()) {
        if let (Some(shape), Some(pointer)) = (shapes.find(&field.kind), field.pointer()) {
            keys.list(pointer, shape);
        }
    }
    let bodies = kept(contract.bodies.iter().map(|body| self::body(body, &mut keys, &shapes, contract, catalogs)));
    Decoder { slots: keys.slots(), root: keys.tree(), bodies }
}

fn body(
    body: &'static model::Body,
    keys: &mut Keys,
    shapes: &Shapes,
    contract: &'static Contract,
    catalogs: &'static [Catalog],
) -> BodyShape {
    let fields = kept(body.fields.iter().map(|field| row(field, keys, shapes, catalogs)));
    let shape = BodyShape::new(&body.name, when(&body.when, contract), fields)
        .summary(text(&body.summary))
        .means(body.means.value)
        .basis(body.basis);
    let shape = match Format::of(body.format.value) {
        Some(format) => shape.format(format),
        None => shape,
    };
    match chain(body, shapes, catalogs) {
        Some(chain) => shape.chain(one(chain)),
        None => shape,
    }
}

fn chain(body: &'static model::Body, shapes: &Shapes, catalogs: &'static [Catalog]) -> Option<Chain> {
    let (chain, (next, links)) = (body.chain.as_ref()?, body.links()?);
    let at = links.iter().position(|(field, _)| ptr::eq(*field, next)).unwrap_or_default();
    let keys = Keys::new(links.iter().map(|(_, at)| *at));
    let fields = kept(links.iter().map(|(field, at)| plain(field, at, keys.slot(at), shapes, catalogs)));
    let slots = keys.slots();
    let link = ItemShape::list(keys.tree(), slots, fields);
    Some(Chain::new(index(chain.field), index(at), chain.code == ChainCode::Innermost, link))
}
