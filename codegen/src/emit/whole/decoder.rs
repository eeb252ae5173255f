//! The table the decoder reads: keys, shapes and lists.

use super::keys::{Keys, pointer};
use crate::emit::emitter::Emitter;
use crate::emit::print::Piece;
use crate::emit::value::{ident, number, ranges, variant};
use errspec_spec::model::{Body, Field, FieldKind, Member};
use errspec_spec::words::Basis;
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use std::ptr;

// static BODIES: errspec::decode::Decoder = errspec::decode::Decoder { root: …, slots: 6, bodies: &[…] };
pub(super) fn decoder(emitter: &Emitter<'_>) -> Piece {
    let all = || emitter.contract.bodies.iter().flat_map(|body| &body.fields);
    let mut keys = Keys::new(all().map(|field| field.at.value.as_str()));
    let lists: Vec<&Field> = all().filter(|field| matches!(field.kind, FieldKind::List(_))).collect();
    for (at, field) in lists.iter().enumerate().filter(|(_, field)| !field.optional) {
        keys.list(&field.at.value, &list(at));
    }
    let bodies = emitter.contract.bodies.iter().map(|body| {
        let name = &body.name.value;
        let when = when(body);
        let fields = body.fields.iter().map(|field| field_row(emitter, field, &keys, &lists));
        let summary = body.summary.as_ref().map(|summary| {
            let summary = &summary.value;
            quote!(.summary(#summary))
        });
        let basis = (body.basis != Basis::Stated).then(|| {
            let basis = variant(body.basis);
            quote!(.basis(Basis::#basis))
        });
        quote!(BodyShape::new(#name, #when, &[#(#fields),*]) #summary #basis)
    });
    let (root, slots) = (keys.tree(), number(keys.slots()));
    let shapes = list_shapes(emitter, &lists);
    let table = quote! {
        #shapes

        static BODIES: Decoder = Decoder {
            root: #root,
            slots: #slots,
            bodies: &[#(#bodies),*],
        };
    };
    table.into()
}

fn when(body: &Body) -> TokenStream {
    let content_type = body.when.content_type.as_ref();
    if body.when.statuses.is_empty() && content_type.is_none() {
        return quote!(decode::When::ALWAYS);
    }
    let statuses = ranges(body.when.statuses.iter().map(|range| &range.value));
    let content_type = content_type.map_or("", |content_type| &content_type.value);
    quote!(decode::When { statuses: #statuses, content_type: #content_type })
}

fn field_row(emitter: &Emitter<'_>, field: &Field, keys: &Keys, lists: &[&Field]) -> TokenStream {
    let (name, at) = (&field.name.value, &field.at.value);
    let slot = number(keys.slot(at));
    let kind = match lists.iter().position(|list| ptr::eq(*list, field)) {
        Some(at) => {
            let list = list(at);
            quote!(decode::Kind::List(#list))
        }
        None => kind_row(emitter, &field.kind),
    };
    let role = field.role.map(|role| {
        let role = variant(role);
        quote!(.role(Role::#role))
    });
    let optional = field.optional.then(|| quote!(.optional()));
    let secret = field.secret.then(|| quote!(.secret()));
    quote!(Field::new(#name, #at, #slot, #kind) #role #optional #secret)
}

fn kind_row(emitter: &Emitter<'_>, kind: &FieldKind) -> TokenStream {
    let plain = |name: &str| {
        let name = ident(name);
        quote!(decode::Kind::#name)
    };
    match kind {
        FieldKind::String => plain("String"),
        FieldKind::Integer => plain("Integer"),
        FieldKind::Number => plain("Number"),
        FieldKind::Boolean => plain("Boolean"),
        FieldKind::Timestamp => plain("Timestamp"),
        FieldKind::Status => plain("Status"),
        FieldKind::Json => plain("Json"),
        FieldKind::Code(at) => {
            let table = ident(emitter.names.catalogs.get(*at).map_or("", |names| &names.table));
            quote!(decode::Kind::Code(&#table))
        }
        // Lists stand beside the bodies; a list has none.
        FieldKind::List(_) => plain("Json"),
    }
}

// static LISTS: [ListShape; 1] = [ListShape { … }];
//
// Statics, for keys and fields to mean the same ones.
fn list_shapes(emitter: &Emitter<'_>, lists: &[&Field]) -> Option<TokenStream> {
    let shapes = lists.iter().filter_map(|field| if let FieldKind::List(members) = &field.kind { Some(members) } else { None });
    let shapes = shapes.map(|members| list_shape(emitter, members));
    let count = Literal::usize_unsuffixed(lists.len());
    (!lists.is_empty()).then(|| quote!(pub(super) static LISTS: [ListShape; #count] = [#(#shapes),*];))
}

fn list_shape(emitter: &Emitter<'_>, members: &[Member]) -> TokenStream {
    let pointers: Vec<String> = members.iter().map(|member| pointer(&member.name.value)).collect();
    let keys = Keys::new(pointers.iter().map(String::as_str));
    let fields = members.iter().zip(&pointers).map(|(member, at)| {
        let (name, slot, kind) = (&member.name.value, number(keys.slot(at)), kind_row(emitter, &member.kind));
        quote!(Field::new(#name, #at, #slot, #kind))
    });
    let (root, slots) = (keys.tree(), number(keys.slots()));
    quote!(ListShape { root: #root, slots: #slots, fields: &[#(#fields),*] })
}

/// The shape of the nth list.
fn list(at: usize) -> TokenStream {
    let at = Literal::usize_unsuffixed(at);
    quote!(&LISTS[#at])
}
