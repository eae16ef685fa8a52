//! What a module puts into its table of functions and into its memory when it begins.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::package::module::{self, Reader, write_number, write_part, write_signed};

const I32_CONST: u8 = 0x41;
const END: u8 = 0x0b;

/// One list that is put into the table of functions at the start, as linkers write it.
pub fn read_elements(mut rest: Reader) -> Option<BTreeMap<usize, usize>> {
    let (lists, kind, constant) = (rest.number()?, rest.number()?, rest.byte()?);
    let start = rest.number()?;
    (lists == 1 && kind == 0 && constant == I32_CONST && rest.byte()? == END).then_some(())?;
    (0..rest.number()?).map(|at| Some((start + at, rest.number()?))).collect()
}

/// Lists of what goes into the table of functions, one for each run of places.
pub fn write_elements(places: &BTreeMap<usize, usize>) -> Vec<u8> {
    let mut runs: Vec<(usize, Vec<usize>)> = Vec::new();
    for (place, function) in places {
        match runs.last_mut() {
            Some((start, run)) if *start + run.len() == *place => run.push(*function),
            _ => runs.push((*place, vec![*function])),
        }
    }
    let mut content = Vec::new();
    write_number(&mut content, runs.len());
    for (start, run) in runs {
        content.extend_from_slice(&[0, I32_CONST]);
        write_signed(&mut content, start);
        content.push(END);
        write_number(&mut content, run.len());
        for function in run {
            write_number(&mut content, function);
        }
    }
    content
}

/// The segments of data that stay, and those of these places.
pub fn parted_data(content: &[u8], places: &[Range<usize>]) -> Option<(Vec<u8>, Vec<u8>)> {
    let mut rest = Reader(content);
    let (mut here, mut there) = (Vec::new(), Vec::new());
    for _ in 0..rest.number()? {
        let (address, bytes) = module::segment(&mut rest)?;
        let mut at = 0;
        for place in places {
            let (start, end) = (place.start.max(address), place.end.min(address + bytes.len()));
            if start < end {
                here.push((address + at, &bytes[at..start - address]));
                there.push((start, &bytes[start - address..end - address]));
                at = end - address;
            }
        }
        here.push((address + at, &bytes[at..]));
    }
    Some((write_segments(&here), write_segments(&there)))
}

fn write_segments(segments: &[(usize, &[u8])]) -> Vec<u8> {
    let filled: Vec<_> = segments.iter().filter(|(_, bytes)| !bytes.is_empty()).collect();
    let mut content = Vec::new();
    write_number(&mut content, filled.len());
    for (address, bytes) in filled {
        content.extend_from_slice(&[0, I32_CONST]);
        write_signed(&mut content, *address);
        content.push(END);
        write_part(&mut content, bytes);
    }
    content
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_run_of_places_in_the_table_is_a_list() {
        let places = BTreeMap::from([(1, 10), (2, 11), (70, 12)]);
        assert_eq!(write_elements(&places), [2, 0, 0x41, 1, 0x0b, 2, 10, 11, 0, 0x41, 0xc6, 0, 0x0b, 1, 12]);
        let run = write_elements(&BTreeMap::from([(1, 10), (2, 11)]));
        assert_eq!(read_elements(Reader(&run)), Some(BTreeMap::from([(1, 10), (2, 11)])));
    }

    #[test]
    fn data_goes_with_the_part_that_needs_it_and_keeps_its_place() {
        let segments = |segments: &[(usize, &[u8])]| write_segments(segments);
        let content = segments(&[(1000, b"abcdef"), (2000, b"xyz")]);
        let (here, there) = parted_data(&content, &[1002..1004, 1004..1005, 2000..2003]).expect("it is whole");
        assert_eq!(here, segments(&[(1000, b"ab"), (1005, b"f")]));
        assert_eq!(there, segments(&[(1002, b"cd"), (1004, b"e"), (2000, b"xyz")]));
    }
}
