//! The same post met twice becomes one post with several sources.
//!
//! Copies are told by their identity or by their paragraphs: also a copy that lost its heading and
//! now stands in the middle of other text, out of which it is cut first.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::identity::{self, mark};
use crate::model::{Block, Post, Source, Span};

/// Joins the copies of posts: the fullest with title and date stays, with the sources of all,
/// sorted. The order is that of the first copies.
pub fn merge(posts: Vec<Post>) -> Vec<Post> {
    let posts = recut(posts);
    let prints: Vec<FxHashSet<u32>> = posts
        .iter()
        .map(|post| identity::fingerprint(post).into_iter().collect())
        .collect();
    let mut by_iri: FxHashMap<&str, usize> = FxHashMap::default();
    let mut by_mark: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    // The first copy of each post; a copy points to it.
    let mut first: Vec<usize> = (0..posts.len()).collect();
    for (at, post) in posts.iter().enumerate() {
        let same_iri = by_iri.get(post.iri.as_str()).copied();
        let same = same_iri.or_else(|| copy_of(at, &posts, &prints, &by_mark));
        if let Some(same) = same {
            first[at] = first[same];
        }
        by_iri.entry(&post.iri).or_insert(at);
        for mark in &prints[at] {
            by_mark.entry(*mark).or_default().push(at);
        }
    }
    let mut groups: BTreeMap<usize, Vec<Post>> = BTreeMap::new();
    for (first, post) in first.into_iter().zip(posts) {
        groups.entry(first).or_default().push(post);
    }
    groups.into_values().filter_map(join).collect()
}

/// An earlier post that shares more than half of the paragraphs of the shorter one of the two; of
/// the longer one, if they have different titles: one may quote the other.
fn copy_of(
    at: usize,
    posts: &[Post],
    prints: &[FxHashSet<u32>],
    by_mark: &FxHashMap<u32, Vec<usize>>,
) -> Option<usize> {
    let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
    for other in prints[at]
        .iter()
        .filter_map(|mark| by_mark.get(mark))
        .flatten()
    {
        *shared.entry(*other).or_default() += 1;
    }
    shared
        .into_iter()
        .find(|(other, shared)| {
            let (one, two) = (prints[at].len(), prints[*other].len());
            let titled = posts[at].title.is_some() && posts[*other].title.is_some();
            2 * shared > if titled { one.max(two) } else { one.min(two) }
        })
        .map(|(other, _)| other)
}

/// One post out of the copies of it.
fn join(mut copies: Vec<Post>) -> Option<Post> {
    let mut sources: Vec<Source> = copies
        .iter()
        .flat_map(|copy| copy.sources.clone())
        .collect();
    sources.sort();
    sources.dedup();
    let best = (0..copies.len()).rev().max_by_key(|at| {
        let copy = &copies[*at];
        (copy.title.is_some(), copy.date.is_some(), copy.text.len())
    })?;
    let mut post = copies.swap_remove(best);
    for copy in copies {
        post.url = post.url.or(copy.url);
        post.author = post.author.or(copy.author);
        post.medium = post.medium.or(copy.medium);
    }
    post.sources = sources;
    Some(post)
}

/// Cuts copies of other posts out of the posts without a title.
fn recut(posts: Vec<Post>) -> Vec<Post> {
    let mut owners: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    let mut sizes = Vec::with_capacity(posts.len());
    for (at, post) in posts.iter().enumerate() {
        let print = identity::fingerprint(post);
        sizes.push(print.len());
        for mark in print {
            let owners = owners.entry(mark).or_default();
            if owners.last() != Some(&at) {
                owners.push(at);
            }
        }
    }
    let starts: Vec<Vec<u32>> = posts
        .iter()
        .enumerate()
        .map(|(at, post)| match post.title {
            None if sizes[at] > 1 => starts_of_others(at, post, &owners, &sizes),
            _ => Vec::new(),
        })
        .collect();
    let mut cut = Vec::with_capacity(posts.len());
    for (post, starts) in posts.into_iter().zip(starts) {
        if starts.is_empty() {
            cut.push(post);
        } else {
            cut.extend(pieces(&post, &starts));
        }
    }
    cut
}

/// The bytes of a post at which runs of another post's paragraphs start and end, where the run is
/// more than half of that other post and not all of this one.
fn starts_of_others(
    at: usize,
    post: &Post,
    owners: &FxHashMap<u32, Vec<usize>>,
    sizes: &[usize],
) -> Vec<u32> {
    // Each paragraph with the smallest other post that has it too.
    let marks: Vec<(Block, Option<usize>)> = post
        .blocks
        .iter()
        .filter_map(|block| {
            let owners = owners.get(&mark(block.span.of(&post.text))?)?;
            let other = owners.iter().copied().filter(|owner| *owner != at);
            Some((*block, other.min_by_key(|owner| (sizes[*owner], *owner))))
        })
        .collect();
    // Where each other post starts and ends here, and how many of its paragraphs there are; one that
    // was altered in this copy does not part it.
    let mut runs: Vec<(usize, usize, usize, usize)> = Vec::new();
    for (n, owner) in marks.iter().enumerate() {
        match (owner.1, runs.last_mut()) {
            (None, _) => {}
            (Some(owner), Some((known, _, last, count))) if owner == *known => {
                *last = n;
                *count += 1;
            }
            (Some(owner), _) => runs.push((owner, n, n, 1)),
        }
    }
    let mut starts = Vec::new();
    for (owner, first, last, count) in runs {
        let whole = first == 0 && last + 1 == marks.len();
        if 2 * count > sizes[owner] && !whole {
            starts.push(marks[first].0.span.start);
            starts.extend(marks.get(last + 1).map(|(next, _)| next.span.start));
        }
    }
    starts.dedup();
    starts.retain(|start| *start > 0);
    starts
}

/// The post cut at those bytes.
fn pieces(post: &Post, starts: &[u32]) -> Vec<Post> {
    let ends = starts.iter().copied().chain([post.text.len() as u32]);
    let mut pieces = Vec::new();
    let mut start = 0;
    for end in ends {
        let span = Span { start, end };
        start = end;
        let whole = span.of(&post.text);
        let text = whole.trim();
        if text.is_empty() {
            continue;
        }
        let from = span.start as usize + (whole.len() - whole.trim_start().len());
        let inside = Span::new(from, from + text.len());
        let shift = |span: Span| Span::new(span.start as usize - from, span.end as usize - from);
        let chars = |at: usize| post.text[..at].chars().count();
        let sources = post.sources.iter().map(|source| Source {
            start: source.start + chars(from),
            end: source.start + chars(from + text.len()),
            ..source.clone()
        });
        pieces.push(Post {
            iri: identity::iri(None, None, None, text),
            hash: identity::hash(None, None, text),
            title: None,
            date: None,
            url: None,
            medium: None,
            text: text.to_owned(),
            blocks: post
                .blocks
                .iter()
                .filter(|block| inside.contains(block.span))
                .map(|block| Block {
                    span: shift(block.span),
                    ..*block
                })
                .collect(),
            italics: post
                .italics
                .iter()
                .filter(|span| inside.contains(**span))
                .map(|span| shift(*span))
                .collect(),
            sources: sources.collect(),
            ..post.clone()
        });
    }
    pieces
}
