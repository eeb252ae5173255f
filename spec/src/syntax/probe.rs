//! The JSON Schema of contracts, made by the parser itself.
//!
//! The parser is run on *probes*: a scalar, a list, a mapping and nothing, each without content. It then records the keys that it asks for
//! and the forms of their values instead of reading them. So the schema has every key that the parser has, and no list of keys is kept
//! twice.

use super::ctx::Ctx;
use super::form::Form;
use super::mapping_keys::Fields;
use super::recorder::{Frame, Object, Recorded, Recorder};
use crate::source::{Sources, Span};
use crate::words::Word;
use crate::yaml::{Entry, Node, NodeKind, Scalar, Style};
use serde_json::{Map, Value, json};
use std::cell::RefCell;
use std::rc::Rc;

/// What a parser accepts, with the schemas that it refers to as `@ADDRESS`.
pub(super) struct Accepted {
    pub(super) schema: Value,
    pub(super) recursive: Vec<(usize, Value)>,
}

/// Runs a parser on probes.
pub(super) fn accepted<T>(read: fn(&mut Ctx, &Node) -> Option<T>) -> Accepted {
    let mut ctx = Ctx { recorder: Some(Recorder::default()), ..Ctx::default() };
    let schema = ctx.schema_of(read).0;
    Accepted { schema, recursive: ctx.recorder.map(|recorder| recorder.recursive).unwrap_or_default() }
}

/// Any of these; everything if nothing is known.
fn any_of(mut shapes: Vec<Value>) -> Value {
    match shapes.len() {
        0 => json!({}),
        1 => shapes.remove(0),
        _ => json!({ "anyOf": shapes }),
    }
}

fn nowhere() -> Span {
    Span::new(Sources::new().add("", ""), 0, 0)
}

fn probes() -> [Node; 4] {
    let scalar = Scalar { text: "probe".to_owned(), style: Style::Plain };
    [NodeKind::Scalar(scalar), NodeKind::List(Vec::new()), NodeKind::Map(Vec::new()), NodeKind::Absent]
        .map(|kind| Node { span: nowhere(), kind })
}

impl Ctx {
    pub(super) const fn is_probing(&self) -> bool {
        self.recorder.is_some()
    }

    /// Whether both branches of a decision between two notations of a mapping are to be recorded.
    pub(super) const fn probes_map(&self, node: &Node) -> bool {
        self.is_probing() && matches!(node.kind, NodeKind::Map(_))
    }

    fn frame(&mut self) -> Option<&mut Frame> {
        self.recorder.as_mut()?.frames.last_mut()
    }

    /// Records that this kind of node is not accepted.
    pub(super) fn reject(&mut self) {
        if let Some(frame) = self.frame() {
            frame.rejected = true;
        }
    }

    /// Records the form of a single value. The first form that is recorded counts.
    pub(super) fn form(&mut self, node: &Node, form: &Form<'_>) {
        if !self.is_probing() {
            return;
        }
        match &node.kind {
            NodeKind::Scalar(_) => {
                let schema = written(form);
                if let Some(frame) = self.frame().filter(|frame| frame.shapes.is_empty()) {
                    frame.push(schema);
                }
            }
            _ => self.reject(),
        }
    }

    /// Records that any text is accepted.
    pub(super) fn text_form(&mut self, node: &Node) {
        if let (NodeKind::Scalar(_), Some(frame)) = (&node.kind, self.frame())
            && frame.shapes.is_empty()
        {
            frame.push(json!({ "title": "text", "type": ["string", "number", "boolean"] }));
        }
    }

    /// Records the form of the keys of the mapping that is being read.
    pub(super) fn key_form(&mut self, form: &Form<'_>) {
        if let Some(frame) = self.frame() {
            let mut keys = written(form);
            keys["type"] = "string".into();
            frame.keys = Some(keys);
        }
    }

    /// Records a mapping with known keys, which are added to the result as they are asked for.
    pub(super) fn recorded_map(&mut self, node: &Node, title: &'static str) -> Recorded {
        self.probes_map(node).then(|| {
            let object = Object { title, properties: Map::new(), required: Vec::new(), in_cases: false };
            let object = Rc::new(RefCell::new(object));
            self.frame().into_iter().for_each(|frame| frame.objects.push(Rc::clone(&object)));
            object
        })
    }

    /// Records a mapping of which nothing else is known.
    pub(super) fn free_map(&mut self, node: &Node) {
        if let (NodeKind::Map(_), Some(frame)) = (&node.kind, self.frame()) {
            frame.push(json!({ "type": "object" }));
        }
    }

    /// Records a list.
    pub(super) fn probe_list<T>(&mut self, node: &Node, read: fn(&mut Self, &Node) -> Option<T>) -> Option<Vec<T>> {
        let NodeKind::List(_) = &node.kind else { return None };
        self.is_probing().then(|| {
            let (items, value) = self.schema_of(read);
            self.frame().into_iter().for_each(|frame| frame.push(json!({ "type": "array", "items": items })));
            value.into_iter().collect()
        })
    }

    /// Records a mapping with names as keys.
    pub(super) fn probe_each<T>(
        &mut self,
        node: &Node,
        read: &mut impl FnMut(&mut Self, &Entry) -> Option<T>,
    ) -> Option<Vec<T>> {
        if !self.probes_map(node) {
            return None;
        }
        let (mut shapes, mut values, mut keys) = (Vec::new(), Vec::new(), None);
        // Some keys are names, some are pointers, some are statuses.
        for (key, kind) in ["probe", "/probe", "404", "4xx"].into_iter().flat_map(|key| probes().map(|kind| (key, kind))) {
            let entry = Entry { key: key.to_owned(), key_span: nowhere(), value: Rc::new(kind) };
            let (frame, value) = self.framed(&entry.value, |ctx| read(ctx, &entry));
            keys = keys.or(frame.keys.clone());
            let frame = frame.into_shapes();
            shapes.extend(frame);
            values.extend(value);
        }
        let mut distinct: Vec<Value> = Vec::new();
        for shape in shapes {
            if !distinct.contains(&shape) {
                distinct.push(shape);
            }
        }
        let mut map = json!({ "type": "object", "additionalProperties": any_of(distinct) });
        if let Some(keys) = keys {
            map["propertyNames"] = keys;
        }
        self.frame().into_iter().for_each(|frame| frame.push(map.clone()));
        values.truncate(1);
        Some(values)
    }

    /// Runs a parser on one probe. If it rejects the probe, there is no result.
    fn framed<T>(&mut self, node: &Node, read: impl FnOnce(&mut Self) -> Option<T>) -> (Frame, Option<T>) {
        self.recorder.iter_mut().for_each(|recorder| recorder.frames.push(Frame::default()));
        let value = read(self);
        let mut frame = self.recorder.as_mut().and_then(|recorder| recorder.frames.pop()).unwrap_or_default();
        if frame.rejected {
            return (Frame { keys: frame.keys, ..Frame::default() }, None);
        }
        if matches!(node.kind, NodeKind::Absent) && value.is_some() {
            frame.push(json!({ "type": "null" }));
        }
        (frame, value)
    }

    /// What a parser accepts, and what it returns for the first probe that it accepts.
    fn schema_of<T>(&mut self, read: fn(&mut Self, &Node) -> Option<T>) -> (Value, Option<T>) {
        let id = read as usize;
        let reference = format!("@{id}");
        if let Some(recorder) = self.recorder.as_mut().filter(|recorder| recorder.running.contains(&id)) {
            recorder.referred.insert(id);
            return (json!({ "$ref": reference }), None);
        }
        self.recorder.iter_mut().for_each(|recorder| recorder.running.push(id));
        let (mut shapes, mut found) = (Vec::new(), None);
        for node in probes() {
            let (frame, value) = self.framed(&node, |ctx| read(ctx, &node));
            shapes.extend(frame.into_shapes());
            found = found.or(value);
        }
        let schema = any_of(shapes);
        if let Some(recorder) = &mut self.recorder {
            recorder.running.pop();
            let refers = |schema: &Value| schema.to_string().contains(&format!("\"{reference}\""));
            // Two parsers may also call each other.
            if recorder.referred.contains(&id) && (refers(&schema) || recorder.recursive.iter().any(|(_, other)| refers(other)))
            {
                if !recorder.recursive.iter().any(|(other, _)| *other == id) {
                    recorder.recursive.push((id, schema));
                }
                return (json!({ "$ref": reference }), found);
            }
        }
        (schema, found)
    }
}

impl Fields<'_> {
    fn property(&self, key: &'static str, schema: Value, required: bool) {
        let Some(object) = &self.recorded else { return };
        let mut object = object.borrow_mut();
        if required && !object.in_cases && !object.required.contains(&key.into()) {
            object.required.push(key.into());
        }
        // If a key is read twice, in two cases, it has one of several forms.
        let merged = match object.properties.get(key) {
            Some(known) if *known != schema && *known != json!({}) => json!({ "anyOf": [known, schema] }),
            _ => schema,
        };
        object.properties.insert(key.to_owned(), merged);
    }

    /// Reads keys that depend on a word, with every word.
    pub(super) fn probe_cases<W: Word, T>(&mut self, read: &mut impl FnMut(&mut Self, W) -> Option<T>) -> Option<T> {
        let set = |fields: &Self, in_cases| {
            fields.recorded.iter().for_each(|object| object.borrow_mut().in_cases = in_cases);
        };
        set(self, true);
        let found = W::WRITTEN.iter().filter_map(|word| read(self, *word)).last();
        set(self, false);
        found
    }

    /// Records a key about whose value nothing is known yet.
    pub(super) fn record(&self, key: &'static str) {
        self.property(key, json!({}), false);
    }

    /// Records a key and the form of its value, if the key is accepted.
    pub(super) fn probe<T>(
        &self,
        key: &'static str,
        required: bool,
        ctx: &mut Ctx,
        read: fn(&mut Ctx, &Node) -> Option<T>,
    ) -> Option<T> {
        if !self.is_accepted(key) {
            return None;
        }
        let (schema, value) = ctx.schema_of(read);
        self.property(key, schema, required);
        value
    }

    /// Records a key with a list, or with a single value that stands for a list.
    pub(super) fn probe_several<T>(
        &self,
        key: &'static str,
        least: usize,
        ctx: &mut Ctx,
        read: fn(&mut Ctx, &Node) -> Option<T>,
    ) -> Vec<T> {
        if !self.is_accepted(key) {
            return Vec::new();
        }
        let (schema, value) = ctx.schema_of(read);
        let mut list = json!({ "type": "array", "items": schema });
        if least > 0 {
            list["minItems"] = least.into();
        }
        let single = match schema {
            Value::Object(mut any) if any.contains_key("anyOf") => match any.remove("anyOf") {
                Some(Value::Array(shapes)) => shapes,
                _ => Vec::new(),
            },
            schema => vec![schema],
        };
        self.property(key, any_of(single.into_iter().chain([list]).collect()), false);
        value.into_iter().collect()
    }

    /// Records a key with a mapping from names.
    pub(super) fn probe_named<T>(&self, key: &'static str, ctx: &mut Ctx, read: fn(&mut Ctx, &Node) -> Option<T>) {
        let (schema, _) = ctx.schema_of(read);
        self.property(key, json!({ "type": "object", "additionalProperties": schema }), false);
    }
}

/// The schema of a form.
fn written(form: &Form<'_>) -> Value {
    match form {
        Form::Words { what, words } => json!({ "title": what, "enum": words }),
        Form::Number { min, max } => {
            json!({ "type": ["integer", "string"], "minimum": min, "maximum": max, "pattern": "^[0-9]+$" })
        }
        Form::Text { name, about, pattern, types, examples } => {
            json!({ "title": name, "description": about, "type": types, "pattern": pattern, "examples": examples })
        }
        Form::Numeric { name, about, pattern, number, min, examples } => {
            let mut schema = json!({ "title": name, "description": about, "type": [number, "string"], "pattern": pattern });
            schema["examples"] = json!(examples);
            if let Some(min) = min {
                schema["minimum"] = (*min).into();
            }
            schema
        }
        Form::Boolean => json!({ "type": "boolean" }),
    }
}
