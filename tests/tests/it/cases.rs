//! One module per folder of `cases`: contracts that differ from the five APIs, and what users rely on in the code generated from them.

#[path = "../../cases/calls/test.rs"]
mod calls;
#[path = "../../cases/chains/test.rs"]
mod chains;
#[path = "../../cases/chat/test.rs"]
mod chat;
#[path = "../../cases/code_keys/test.rs"]
mod code_keys;
#[path = "../../cases/conditions/test.rs"]
mod conditions;
#[path = "../../cases/curves/test.rs"]
mod curves;
#[path = "../../cases/device/test.rs"]
mod device;
#[path = "../../cases/jitters/test.rs"]
mod jitters;
#[path = "../../cases/jsonrpc/test.rs"]
mod jsonrpc;
#[path = "../../cases/labels/test.rs"]
mod labels;
#[path = "../../cases/long_names/test.rs"]
mod long_names;
#[path = "../../cases/machines/test.rs"]
mod machines;
#[path = "../../cases/many_catalogs/test.rs"]
mod many_catalogs;
#[path = "../../cases/masks/test.rs"]
mod masks;
#[path = "../../cases/nested_groups/test.rs"]
mod nested_groups;
#[path = "../../cases/only_codes/test.rs"]
mod only_codes;
#[path = "../../cases/only_machine/test.rs"]
mod only_machine;
#[path = "../../cases/params/test.rs"]
mod params;
#[path = "../../cases/list_items/test.rs"]
mod list_items;
#[path = "../../cases/places/test.rs"]
mod places;
#[path = "../../cases/pointers/test.rs"]
mod pointers;
#[path = "../../cases/preludes/test.rs"]
mod preludes;
#[path = "../../cases/problem/test.rs"]
mod problem;
#[path = "../../cases/rules/test.rs"]
mod rules;
#[path = "../../cases/seventy/test.rs"]
mod seventy;
#[path = "../../cases/formats/test.rs"]
mod formats;
#[path = "../../cases/shapes/test.rs"]
mod shapes;
#[path = "../../cases/sqlstate/test.rs"]
mod sqlstate;
#[path = "../../cases/states_by_condition/test.rs"]
mod states_by_condition;
#[path = "../../cases/statuses/test.rs"]
mod statuses;
#[path = "../../cases/traps/test.rs"]
mod traps;
#[path = "../../cases/two_thousand/test.rs"]
mod two_thousand;
#[path = "../../cases/verdicts/test.rs"]
mod verdicts;
#[path = "../../cases/wide/test.rs"]
mod wide;
#[path = "../../cases/words/test.rs"]
mod words;
