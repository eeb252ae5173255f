//! `Serialize` and `Deserialize` of codes, on request.

use crate::emit::code::Code;
use crate::emit::emitter::Emitter;
use crate::names::CatalogNames;

pub(super) fn serde_of_code(emitter: &Emitter<'_>, names: &CatalogNames, code: &mut Code) {
    let (rt, ty) = (emitter.rt, &names.ty);
    code.blank();
    code.lines(&format!(
        "
        #[automatically_derived]
        impl {rt}::__v1::serde::Serialize for {ty} {{
            fn serialize<S: {rt}::__v1::serde::Serializer>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error> {{
                {rt}::__v1::serialize_code(*self, serializer)
            }}
        }}

        #[automatically_derived]
        impl<'de> {rt}::__v1::serde::Deserialize<'de> for {ty} {{
            fn deserialize<D: {rt}::__v1::serde::Deserializer<'de>>(deserializer: D) -> ::core::result::Result<Self, D::Error> {{
                {rt}::__v1::deserialize_code(deserializer)
            }}
        }}
        "
    ));
}
