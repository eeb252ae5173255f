//! What the parser accepts, as it is recorded while the parser runs on probes.

use serde_json::{Map, Value, json};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

/// What one run of the parser accepts.
#[derive(Default)]
pub(super) struct Recorder {
    pub(super) frames: Vec<Frame>,
    /// The parsers that are running, to end recursion.
    pub(super) running: Vec<usize>,
    /// The parsers that were called again while they ran.
    pub(super) referred: BTreeSet<usize>,
    /// The schemas of parsers that call themselves.
    pub(super) recursive: Vec<(usize, Value)>,
}

/// What one parser accepts of one kind of node.
#[derive(Default)]
pub(super) struct Frame {
    pub(super) rejected: bool,
    pub(super) shapes: Vec<Value>,
    pub(super) objects: Vec<Rc<RefCell<Object>>>,
    pub(super) keys: Option<Value>,
}

/// A mapping with known keys.
pub(super) struct Object {
    pub(super) title: &'static str,
    pub(super) properties: Map<String, Value>,
    pub(super) required: Vec<Value>,
    /// Whether keys are only required in some cases.
    pub(super) in_cases: bool,
}

pub(super) type Recorded = Option<Rc<RefCell<Object>>>;

impl Frame {
    pub(super) fn push(&mut self, shape: Value) {
        if !self.shapes.contains(&shape) {
            self.shapes.push(shape);
        }
    }

    pub(super) fn into_shapes(self) -> Vec<Value> {
        let objects = self.objects.into_iter().map(|object| {
            let object = object.borrow();
            json!({
                "title": object.title,
                "type": "object",
                "properties": object.properties,
                "required": object.required,
                "additionalProperties": false,
            })
        });
        self.shapes.into_iter().chain(objects).collect()
    }
}
