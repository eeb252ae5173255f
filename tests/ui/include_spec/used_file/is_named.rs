errspec::include_spec!("include_spec/used_file/spec.yaml");

fn main() {}
