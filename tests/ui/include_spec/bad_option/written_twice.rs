errspec::include_spec!("include_spec/used_file/spec.yaml", serde = true, serde = false);
errspec::include_spec!("include_spec/used_file/spec.yaml" serde = true);
errspec::include_spec!("include_spec/used_file/spec.yaml", serde =);
errspec::include_spec!("include_spec/used_file/spec.yaml", runtime = "errspec");

fn main() {}
