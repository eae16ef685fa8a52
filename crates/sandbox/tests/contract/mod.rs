//! The published contract of a Management API, as a judge of requests and answers.

use serde_json::{Value, json};
use std::path::Path;

/// A contract document.
pub struct Contract {
    document: Value,
    /// How many answers were judged.
    pub judged: Vec<(String, u16)>,
}

impl Contract {
    /// Reads the document of this name.
    pub fn read(name: &str) -> Self {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../contracts").join(name);
        let document = yaml_serde::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
        Self { document, judged: Vec::new() }
    }

    /// The operation of a method and path, with the template that the path fits.
    fn operation(&self, method: &str, path: &str) -> (&str, &Value) {
        let fits = |template: &str| {
            let (asked, given): (Vec<_>, Vec<_>) = (template.split('/').collect(), path.split('/').collect());
            asked.len() == given.len()
                && asked.iter().zip(given).all(|(asked, given)| asked.starts_with('{') || *asked == given)
        };
        let paths = self.document["paths"].as_object().unwrap();
        // A path without parameters is meant before one with them.
        let found = paths
            .iter()
            .filter(|(template, _)| fits(template))
            .min_by_key(|(template, _)| template.matches('{').count());
        let (template, operations) = found.unwrap_or_else(|| panic!("the contract has no path {path}"));
        let operation = &operations[method.to_lowercase()];
        assert!(operation.is_object(), "the contract has no {method} {path}");
        (template, operation)
    }

    /// Holds a request body to the contract; tells what is wrong with it.
    pub fn request(&self, method: &str, path: &str, body: &Value) -> Result<(), String> {
        let (_, operation) = self.operation(method, path);
        self.valid(&operation["requestBody"]["content"]["application/json"]["schema"], body)
    }

    /// Holds an answer to the contract: its status is declared, and its body is as declared.
    pub fn answer(&mut self, method: &str, path: &str, status: u16, body: &str) {
        let (template, operation) = self.operation(method, path);
        let key = format!("{method} {template}");
        let mut declared = &operation["responses"][status.to_string()];
        assert!(declared.is_object(), "{method} {path}: {status} is not declared");
        if let Some(pointer) = declared["$ref"].as_str() {
            declared = self.document.pointer(pointer.trim_start_matches('#')).unwrap();
        }
        match &declared["content"]["application/json"]["schema"] {
            Value::Null => assert_eq!(body, "", "{method} {path}: {status} has no body"),
            schema => {
                let body =
                    serde_json::from_str(body).unwrap_or_else(|error| panic!("{method} {path}: {error}: {body}"));
                self.valid(schema, &body).unwrap_or_else(|why| panic!("{method} {path} {status}: {why}\n{body}"));
            }
        }
        self.judged.push((key, status));
    }

    fn valid(&self, schema: &Value, value: &Value) -> Result<(), String> {
        // References point into the document, so it has to be their root.
        let mut whole = json!({"components": self.document["components"], "allOf": [schema]});
        whole["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
        let validator = jsonschema::options().should_validate_formats(true).build(&whole).unwrap();
        validator.validate(value).map_err(|error| format!("{error} at {}", error.instance_path()))
    }
}
