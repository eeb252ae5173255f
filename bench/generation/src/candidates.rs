//! The generators, each from its input to formatted Rust.

use crate::spec::spec;
use errspec_codegen::{Options, generate};
use errspec_spec::NoFiles;
use prost_build::Module;
use prost_types::{EnumDescriptorProto, EnumValueDescriptorProto, FileDescriptorProto};
use std::error::Error;
use typify::{TypeSpace, TypeSpaceSettings};

type Text = Result<String, Box<dyn Error>>;

/// One generator with its input.
pub(super) struct Candidate {
    pub(super) name: &'static str,
    pub(super) generate: Box<dyn Fn() -> Text>,
}

pub(super) fn candidates(codes: &[String]) -> Vec<Candidate> {
    vec![
        Candidate { name: "errspec", generate: errspec(codes) },
        Candidate { name: "prost-build", generate: prost(codes) },
        Candidate { name: "typify", generate: typify(codes) },
    ]
}

/// From YAML: codes with statuses and summaries.
fn errspec(codes: &[String]) -> Box<dyn Fn() -> Text> {
    let yaml = spec("list", codes);
    Box::new(move || {
        let generated = generate("list.yaml", yaml.as_bytes(), &mut NoFiles, &Options::default());
        Ok(generated.module.ok_or("the list has errors")?.text)
    })
}

/// From a descriptor of one enum, which protoc has already parsed.
fn prost(codes: &[String]) -> Box<dyn Fn() -> Text> {
    let value = |(at, code): (usize, &String)| EnumValueDescriptorProto {
        name: Some(code.clone()),
        number: i32::try_from(at).ok(),
        ..Default::default()
    };
    let list = EnumDescriptorProto {
        name: Some("ErrorCode".to_owned()),
        value: codes.iter().enumerate().map(value).collect(),
        ..Default::default()
    };
    let file = FileDescriptorProto {
        name: Some("list.proto".to_owned()),
        package: Some("list".to_owned()),
        syntax: Some("proto3".to_owned()),
        enum_type: vec![list],
        ..Default::default()
    };
    Box::new(move || {
        let request = (Module::from_protobuf_package_name("list"), file.clone());
        let modules = prost_build::Config::new().generate(vec![request])?;
        modules.into_values().next().ok_or_else(|| "nothing was made of the descriptor".into())
    })
}

/// From a JSON Schema of one enum, as text.
fn typify(codes: &[String]) -> Box<dyn Fn() -> Text> {
    let schema = serde_json::json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "ErrorCode",
        "type": "string",
        "enum": codes,
    });
    let text = schema.to_string();
    Box::new(move || {
        let mut space = TypeSpace::new(&TypeSpaceSettings::default());
        space.add_root_schema(serde_json::from_str(&text)?)?;
        Ok(prettyplease::unparse(&syn::parse2(space.to_stream())?))
    })
}
