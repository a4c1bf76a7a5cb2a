//! Compares what was read with what the store holds, and says what is to be done.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::model::{Post, Source};
use crate::read::fingerprint;
use crate::store::StoredPost;

/// What is to be done, in the order of the files.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// Posts to be extracted and written.
    pub tasks: Vec<Task>,
    /// Posts of the store that stay, but whose files are others now.
    pub sources: Vec<(String, Vec<Source>)>,
    /// Posts of the store that no file carries any longer.
    pub gone: Vec<String>,
    /// How many posts the store holds as they are.
    pub same: usize,
}

/// A post to be extracted and written.
#[derive(Debug)]
pub(super) struct Task {
    /// With the sources that it is to have: those read now, and those of files that were not read.
    pub post: Post,
    pub fingerprint: Vec<u32>,
    /// The post of the store in whose place it comes; its IRI may be another.
    pub replaces: Option<String>,
}

/// Compares the posts, each once, with those of the store.
///
/// `whole` names the files that were read without a problem: these, and no others, can be said no longer to
/// carry a post.
pub(super) fn plan(
    posts: Vec<Post>,
    stored: Vec<StoredPost>,
    whole: &BTreeSet<String>,
    rules_version: &str,
) -> Plan {
    let mut plan = Plan::default();
    let prints: Vec<Vec<u32>> = posts.iter().map(fingerprint).collect();
    let matches = matches(&posts, &prints, &stored);
    let mut matched = vec![false; stored.len()];
    for ((post, fingerprint), old) in posts.into_iter().zip(prints).zip(matches) {
        let Some(old) = old else {
            plan.tasks.push(Task {
                post,
                fingerprint,
                replaces: None,
            });
            continue;
        };
        matched[old] = true;
        let old = &stored[old];
        // Files that carry the old post and of which this run knows nothing newer.
        let unread: Vec<Source> = old
            .sources
            .iter()
            .filter(|of| !whole.contains(&of.file) && !has_file(&post.sources, &of.file))
            .cloned()
            .collect();
        let stays = stays(old, &post, &fingerprint, &unread, rules_version);
        let mut sources = [post.sources.clone(), unread].concat();
        sources.sort();
        sources.dedup();
        if !stays {
            plan.tasks.push(Task {
                post: Post { sources, ..post },
                fingerprint,
                replaces: Some(old.iri.clone()),
            });
            continue;
        }
        plan.same += 1;
        if sources != old.sources {
            plan.sources.push((old.iri.clone(), sources));
        }
    }
    for (old, _) in stored
        .into_iter()
        .zip(matched)
        .filter(|(_, matched)| !matched)
    {
        let (gone, left): (Vec<_>, Vec<_>) =
            (old.sources.into_iter()).partition(|of| whole.contains(&of.file));
        match (gone.is_empty(), left.is_empty()) {
            (true, _) => {}
            (false, true) => plan.gone.push(old.iri),
            (false, false) => plan.sources.push((old.iri, left)),
        }
    }
    plan
}

/// Whether the store's post is as good as the one that was read.
///
/// Where other files carry it too, which were not read this time, its content may be theirs. Then a copy
/// that was weighed before does not take its place, and one that is new or changed does if it is as full:
/// else each copy, read by itself, would undo the other.
fn stays(
    old: &StoredPost,
    post: &Post,
    fingerprint: &[u32],
    unread: &[Source],
    rules_version: &str,
) -> bool {
    let same = old.content_hash == post.hash && old.rules_version == rules_version;
    if unread.is_empty() {
        return same && old.iri == post.iri;
    }
    let weighed = post.sources.iter().all(|of| old.sources.contains(of));
    if weighed {
        // With other rules, but without its own text, it waits until its file is read.
        return same || old.content_hash != post.hash;
    }
    if same && old.iri == post.iri {
        return true;
    }
    let fullness = |title: bool, date: bool, paragraphs: usize| (title, date, paragraphs);
    fullness(post.title.is_some(), post.date.is_some(), fingerprint.len())
        < fullness(
            old.title.is_some(),
            old.date.is_some(),
            old.fingerprint.len(),
        )
}

fn has_file(sources: &[Source], file: &str) -> bool {
    sources.iter().any(|of| of.file == file)
}

/// For each post the post of the store that it is: of the same IRI, else one that shares its paragraphs.
/// None of the store is two of them.
fn matches(posts: &[Post], prints: &[Vec<u32>], stored: &[StoredPost]) -> Vec<Option<usize>> {
    let by_iri: HashMap<&str, usize> = (stored.iter().enumerate())
        .map(|(at, old)| (old.iri.as_str(), at))
        .collect();
    let mut matches: Vec<Option<usize>> = posts
        .iter()
        .map(|post| by_iri.get(post.iri.as_str()).copied())
        .collect();
    let mut taken: BTreeSet<usize> = matches.iter().flatten().copied().collect();
    let mut by_mark: HashMap<u32, BTreeSet<usize>> = HashMap::new();
    for (at, old) in stored.iter().enumerate() {
        for mark in &old.fingerprint {
            by_mark.entry(*mark).or_default().insert(at);
        }
    }
    for (at, found) in matches.iter_mut().enumerate().filter(|(_, m)| m.is_none()) {
        let marks: BTreeSet<u32> = prints[at].iter().copied().collect();
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for old in marks.iter().filter_map(|mark| by_mark.get(mark)).flatten() {
            *shared.entry(*old).or_default() += 1;
        }
        *found = shared
            .into_iter()
            .filter(|(old, _)| !taken.contains(old))
            .filter(|(old, shared)| is_copy(&posts[at], &marks, &stored[*old], *shared))
            // The most shared; of equals the first.
            .max_by_key(|(old, shared)| (*shared, std::cmp::Reverse(*old)))
            .map(|(old, _)| old);
        taken.extend(*found);
    }
    matches
}

/// As [`crate::read::merge`] has it: they share more than half of the paragraphs of the shorter one; of the
/// longer one, if they have different titles, as one may quote the other.
fn is_copy(post: &Post, marks: &BTreeSet<u32>, old: &StoredPost, shared: usize) -> bool {
    let old_marks: BTreeSet<u32> = old.fingerprint.iter().copied().collect();
    let (one, two) = (marks.len(), old_marks.len());
    let titled = post.title.is_some() && old.title.is_some();
    2 * shared > if titled { one.max(two) } else { one.min(two) }
}
