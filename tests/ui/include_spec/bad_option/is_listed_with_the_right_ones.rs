errspec::include_spec!("include_spec/used_file/spec.yaml", visibility = pub);
errspec::include_spec!("include_spec/used_file/spec.yaml", serde = maybe);
errspec::include_spec!("include_spec/used_file/spec.yaml", pub);

fn main() {}
