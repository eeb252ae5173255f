//! The examples of `errspec explain` for the checks of the generator are right.

use errspec_codegen::{Options, generate};
use errspec_spec::NoFiles;
use errspec_spec::rules::{self, Rule};

fn found(example: &str) -> Vec<&'static str> {
    let spec = format!("errspec: 1\nname: example\n{example}\n");
    let generated = generate("example.yaml", spec.as_bytes(), &mut NoFiles, &Options::default());
    let slugs: Vec<_> = generated.findings.iter().map(|finding| finding.rule.slug).collect();
    assert_eq!(generated.module.is_none(), !slugs.is_empty(), "a module exactly where nothing is wrong");
    slugs
}

#[test]
fn wrong_examples_break_the_rule_and_right_ones_generate() {
    let of_names: [&Rule; 3] = [&rules::NAME_COLLISION, &rules::NO_NAME, &rules::RESERVED_NAME];
    for rule in of_names {
        assert_eq!(found(&rule.wrong()), [rule.slug]);
        assert_eq!(found(&rule.right()), [""; 0]);
    }
}
