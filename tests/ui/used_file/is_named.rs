errspec::include_spec!("ui/used_file/spec.yaml");

fn main() {}
