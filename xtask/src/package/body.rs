//! Bodies of functions: which functions they name, and how they are told other numbers for them.

use crate::package::module::{Reader, write_number, write_signed};

const I32_CONST: u8 = 0x41;
const END: u8 = 0x0b;

/// The body of a function that passes its parameters on to what lies in a place of the table.
pub fn through_table(parameters: usize, kind: usize, place: usize) -> Vec<u8> {
    let mut body = vec![0];
    for parameter in 0..parameters {
        body.push(0x20);
        write_number(&mut body, parameter);
    }
    body.push(I32_CONST);
    write_signed(&mut body, place);
    body.push(0x11);
    write_number(&mut body, kind);
    body.extend_from_slice(&[0, END]);
    body
}

/// A body in which every function that it names has another number; `None` for an instruction that is not known.
pub fn rewritten(body: &[u8], renumber: &mut dyn FnMut(usize) -> usize) -> Option<Vec<u8>> {
    let mut rest = Reader(body);
    for _ in 0..rest.number()? {
        rest.number()?;
        rest.byte()?;
    }
    let mut new = Vec::with_capacity(body.len());
    let mut copied = 0;
    while !rest.0.is_empty() {
        let instruction = rest.byte()?;
        match instruction {
            // Calls, and references to functions.
            0x10 | 0x12 | 0xd2 => {
                let at = body.len() - rest.0.len();
                let function = rest.number()?;
                new.extend_from_slice(&body[copied..at]);
                write_number(&mut new, renumber(function));
                copied = body.len() - rest.0.len();
            }
            // Blocks say their type, and constants their value, as signed numbers; all that counts here is their length.
            0x02..=0x04 | 0x41 | 0x42 | 0xd0 => skip_number(&mut rest)?,
            // One number: branches, locals, globals, tables, and the size of the memory.
            0x0c | 0x0d | 0x20..=0x26 | 0x3f | 0x40 => skip_number(&mut rest)?,
            // Two numbers: indirect calls, and reading and writing memory.
            0x11 | 0x13 | 0x28..=0x3e => {
                skip_number(&mut rest)?;
                skip_number(&mut rest)?;
            }
            0x0e => {
                for _ in 0..rest.number()? + 1 {
                    rest.number()?;
                }
            }
            0x1c => drop(rest.part()?),
            0x43 => drop(rest.0.split_off(..4)?),
            0x44 => drop(rest.0.split_off(..8)?),
            0x00 | 0x01 | 0x05 | 0x0b | 0x0f | 0x1a | 0x1b | 0x45..=0xc4 | 0xd1 => {}
            0xfc => {
                let numbers = match rest.number()? {
                    0..=7 => 0,
                    9 | 11 | 13 | 15..=17 => 1,
                    8 | 10 | 12 | 14 => 2,
                    _ => return None,
                };
                for _ in 0..numbers {
                    rest.number()?;
                }
            }
            _ => return None,
        }
    }
    new.extend_from_slice(&body[copied..]);
    Some(new)
}

/// Passes over a number of up to 64 bits, signed or not.
fn skip_number(rest: &mut Reader) -> Option<()> {
    while rest.byte()? >= 0x80 {}
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_numbers_of_functions_change_in_a_body() {
        let body = [
            [1, 2, 0x7f].as_slice(),
            &[0x02, 0x40, 0x20, 0, 0x0e, 1, 0, 0, END],
            &[0x44, 0x10, 1, 2, 3, 4, 5, 6, 7, 0x43, 0x10, 0x10, 0x10, 0x10],
            &[0x28, 2, 0x10, 0x11, 0x10, 0, 0xfc, 10, 0, 0, 0x1c, 1, 0x7f],
            &[0x10, 5, 0x41, 0x90, 0x10, END],
        ]
        .concat();
        let mut called = Vec::new();
        let same = rewritten(&body, &mut |function| {
            called.push(function);
            function
        });
        assert_eq!((same.as_deref(), called), (Some(body.as_slice()), vec![5]));
        let longer = rewritten(&body, &mut |_| 300).expect("all instructions are known");
        assert_eq!(longer.len(), body.len() + 1);
    }

    #[test]
    fn an_unknown_instruction_is_never_passed_over() {
        assert!(rewritten(&[0, 0xfd, 0, END], &mut |function| function).is_none());
    }
}
