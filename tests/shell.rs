//! `tacheron shell`: as a script, and as a person uses it, in a terminal of its own.
#![cfg(unix)]

use assert_cmd::Command;
use rexpect::process::{Signal, WaitStatus};
use rexpect::session::{PtySession, spawn_command};
use std::fs;
use std::path::Path;
use std::process;
use tempfile::TempDir;

/// Ends only when it is ended: its rows multiply, and there are more than a life is long.
const ENDLESS: &str =
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }";
/// How long to wait for what comes, in milliseconds: long, for a machine may be busy.
const PATIENCE: u64 = 60_000;
/// What the line editor writes when it is done with a line: no more pasted text in brackets.
const TYPED: &str = "\u{1b}[?2004l";
const CTRL_C: char = 'c';
const CTRL_D: char = 'd';

/// A folder with a store of a few posts' facts, as `store.trig`.
fn home() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    let small = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/small.trig");
    fs::copy(small, home.path().join("store.trig")).unwrap();
    home
}

fn command(home: &TempDir) -> process::Command {
    let mut command = process::Command::new(assert_cmd::cargo::cargo_bin("tacheron"));
    command
        .current_dir(home.path())
        .env("XDG_DATA_HOME", home.path())
        .env("NO_COLOR", "1")
        .env("LANG", "C.UTF-8")
        .env("TERM", "xterm")
        .env_remove("TACHERON_STORE")
        .args(["shell", "--store", "store.trig"]);
    command
}

/// Exit code, output and errors of a script.
fn script(home: &TempDir, text: &str) -> (i32, String, String) {
    let output = Command::from_std(command(home))
        .write_stdin(text)
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (
        output.status.code().unwrap(),
        text(output.stdout),
        text(output.stderr),
    )
}

#[test]
fn a_script_gives_what_the_verbs_give() {
    let home = home();
    let query = "SELECT ?p ?c { ?p tac:operatedBy ?c }";
    let alone = |arguments: &[&str]| {
        let mut verb = Command::cargo_bin("tacheron").unwrap();
        let verb = verb
            .current_dir(home.path())
            .env("LANG", "C.UTF-8")
            .env("NO_COLOR", "1");
        let done = verb
            .args(arguments)
            .args(["--store", "store.trig"])
            .assert()
            .success();
        String::from_utf8(done.get_output().stdout.clone()).unwrap()
    };
    let expected = [
        alone(&["query", "-e", query]),
        alone(&["query", "-e", query, "--format", "json"]),
        alone(&["stats"]),
        alone(&["query", "events"]),
    ];
    let text = format!("# questions\n{query};\n.format json\n{query}\n\n.stats\n.query events\n");
    let (code, output, errors) = script(&home, &text);
    assert_eq!((code, errors.as_str()), (0, ""));
    assert_eq!(output, expected.concat());
}

#[test]
fn what_fails_in_a_script_is_told_with_its_line_and_the_rest_is_done() {
    let home = home();
    let (code, output, errors) = script(&home, "ASK {};\n\nSELEC ?x {};\n.nonsense\nASK {}");
    assert_eq!(code, 1, "{errors}");
    assert_eq!(output, "true\ntrue\n");
    for words in [
        "`SELEC` is no word of SPARQL",
        "line 3",
        ".nonsense",
        "line 4",
    ] {
        assert!(errors.contains(words), "{words}: {errors}");
    }
    let (code, output, _) = script(&home, "SELEC ?x {};");
    assert_eq!((code, output.as_str()), (2, ""), "nothing could be done");
    assert_eq!(script(&home, "").0, 0);
    assert_eq!(
        script(&home, "ASK {};\n.quit\nSELEC;\n").0,
        0,
        "what follows .quit is not read"
    );
    fs::remove_file(home.path().join("store.trig")).unwrap();
    let (code, _, errors) = script(&home, "ASK {};\n");
    assert_eq!(code, 2);
    assert!(errors.contains("store.trig"), "{errors}");
}

#[test]
fn an_update_changes_the_curated_graph_and_later_statements_see_it() {
    let home = home();
    let post = "https://w3id.org/tacheron/id/post/the-people-behind-the-machine-1f2e3d4c";
    let text = format!(
        "INSERT DATA {{ company:google tac:ownedBy company:alphabet }};
         ASK {{ company:google tac:ownedBy ?who }};
         PREFIX g: <https://w3id.org/tacheron/id/graph/>
         DELETE {{ ?a tac:ownedBy ?b }}

         INSERT {{ ?b tac:ownedBy ?a }}
         WHERE {{ GRAPH g:curated {{ ?a tac:ownedBy ?b }} }};
         .format json
         .explain on
         DELETE WHERE {{ ?a tac:ownedBy ?b }}

         INSERT DATA {{ GRAPH <{post}> {{ <x:a> <x:b> <x:c> }} }};
         LOAD <http://127.0.0.1:1/x.ttl>;
         .update --dry-run -e 'INSERT DATA {{ company:a tac:ownedBy company:b }}'
        "
    );
    let (code, output, errors) = script(&home, &text.replace("\n         ", "\n"));
    assert_eq!(code, 1, "{errors}");
    let lines: Vec<&str> = output.lines().collect();
    assert_eq!(
        lines[..4],
        [
            "1 triple added, 0 removed",
            "true",
            "1 triple added, 1 removed",
            "0 triples added, 1 removed",
        ],
        "{output}{errors}"
    );
    assert!(lines[4].starts_with("+ <https://"), "{output}");
    assert_eq!(lines.len(), 6, "{output}");
    for words in ["curated graph only", "127.0.0.1 is not allowed"] {
        assert!(errors.contains(words), "{words}: {errors}");
    }
}

#[test]
fn hosts_that_the_shell_is_allowed_are_reached_by_its_statements() {
    let home = home();
    let mut shell = command(&home);
    shell.args(["--allow-host", "127.0.0.1", "--endpoint-timeout", "5s"]);
    let output = Command::from_std(shell)
        .write_stdin("LOAD <http://127.0.0.1:1/x.ttl>;\nSELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } };")
        .output()
        .unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    assert_eq!(
        errors.matches("nothing listens there").count(),
        2,
        "{errors}"
    );
}

#[test]
fn a_deadline_ends_a_statement_and_not_the_script() {
    let home = home();
    let text = format!(".timeout 300ms\n{ENDLESS};\nASK {{}};\n");
    let (code, output, errors) = script(&home, &text);
    assert_eq!((code, output.as_str()), (1, "true\n"), "{errors}");
    assert!(errors.contains("stopped after 300 ms"), "{errors}");
    assert!(errors.contains("line 2"), "{errors}");
}

#[test]
fn settings_hold_for_what_follows_and_wrong_ones_are_named() {
    let home = home();
    let (code, output, errors) = script(
        &home,
        ".explain on\nASK {};\n.explain off\n.timer on\nASK {};\n",
    );
    assert_eq!(code, 0, "{errors}");
    assert!(
        output.contains("ASK: whether there is a row") && output.ends_with("true\n"),
        "{output}"
    );
    assert!(
        errors.starts_with("in ") && errors.ends_with(" s\n"),
        "{errors}"
    );
    for (line, words) in [
        (".format pdf", "markdown"),
        (".timeout soon", "soon"),
        (".timer maybe", "neither on nor off"),
        (".timer on off", "too much"),
        (".who 'Uber", "quotation mark"),
        (".query -", "standard input"),
        (".stats > a b", "one file"),
    ] {
        let (code, output, errors) = script(&home, line);
        assert_eq!((code, output.as_str()), (2, ""), "{line}");
        assert!(errors.contains(words), "{line}: {errors}");
    }
}

#[test]
fn what_a_verb_prints_goes_into_a_file_whole_or_not_at_all() {
    let home = home();
    let file = home.path().join("all.nt");
    let (code, output, errors) = script(&home, ".export --format ntriples > all.nt\n");
    assert_eq!((code, output.as_str()), (0, ""), "{errors}");
    let written = fs::read_to_string(&file).unwrap();
    assert!(written.lines().count() > 10, "{written}");
    let (code, ..) = script(&home, ".export --format nonsense > all.nt\n");
    assert_eq!(code, 2);
    assert_eq!(fs::read_to_string(&file).unwrap(), written);
}

#[test]
fn a_store_that_changes_is_read_again() {
    let home = home();
    let mut shell = spawn_command(command(&home), Some(PATIENCE)).unwrap();
    let count = "SELECT (COUNT(*) AS ?n) { ?s <http://x/new> ?o };";
    prompt(&mut shell);
    shell.send_line(count).unwrap();
    shell.exp_regex("\r\n *0\r?\n").unwrap();
    let file = home.path().join("store.trig");
    let more =
        fs::read_to_string(&file).unwrap() + "\n<http://x/a> <http://x/new> <http://x/b> .\n";
    fs::write(file, more).unwrap();
    prompt(&mut shell);
    shell.send_line(count).unwrap();
    shell.exp_regex("\r\n *1\r?\n").unwrap();
    quit(shell);
}

fn prompt(shell: &mut PtySession) {
    shell.exp_string("tacheron> ").unwrap();
}

/// Ctrl-D; the shell ends with 0.
fn quit(mut shell: PtySession) {
    shell.send_control(CTRL_D).unwrap();
    shell.exp_eof().unwrap();
    let status = shell.process().wait().unwrap();
    assert!(matches!(status, WaitStatus::Exited(_, 0)), "{status:?}");
}

#[test]
fn ctrl_c_stops_the_question_and_not_the_shell() {
    let home = home();
    let mut shell = spawn_command(command(&home), Some(PATIENCE)).unwrap();
    for _ in 0..2 {
        prompt(&mut shell);
        shell.send_line(&format!("{ENDLESS};")).unwrap();
        shell.exp_string(TYPED).unwrap();
        // The worker is at it, or on its way; either is to be stopped.
        std::thread::sleep(std::time::Duration::from_millis(300));
        shell.send_control(CTRL_C).unwrap();
        shell.exp_string("tacheron: stopped").unwrap();
    }
    prompt(&mut shell);
    shell.send_line("ASK {};").unwrap();
    shell.exp_string("yes").unwrap();
    prompt(&mut shell);
    // At the prompt it takes back what is typed.
    shell.send("SELEC").unwrap();
    shell.flush().unwrap();
    shell.send_control(CTRL_C).unwrap();
    shell.exp_string(TYPED).unwrap();
    prompt(&mut shell);
    quit(shell);
}

#[test]
fn a_signal_to_the_shell_alone_stops_the_question_too() {
    let home = home();
    let mut shell = spawn_command(command(&home), Some(PATIENCE)).unwrap();
    prompt(&mut shell);
    shell.send_line(&format!("{ENDLESS};")).unwrap();
    shell.exp_string(TYPED).unwrap();
    std::thread::sleep(std::time::Duration::from_millis(300));
    shell.process_mut().signal(Signal::SIGINT).unwrap();
    shell.exp_string("tacheron: stopped").unwrap();
    prompt(&mut shell);
    quit(shell);
}

#[test]
fn lines_go_on_until_the_query_ends_and_tab_completes_from_the_store() {
    let home = home();
    let mut shell = spawn_command(command(&home), Some(PATIENCE)).unwrap();
    prompt(&mut shell);
    shell
        .send("SELECT (COUNT(*) AS ?n) {\r?p tac:operat\t ?c\r}\r\r")
        .unwrap();
    shell.flush().unwrap();
    shell.exp_string("tac:operatedBy").unwrap();
    shell.exp_regex("1 row").unwrap();
    prompt(&mut shell);
    shell.send(".tim\t").unwrap();
    shell.flush().unwrap();
    shell.exp_string(".timer").unwrap();
    shell.send_control(CTRL_C).unwrap();
    shell.exp_string(TYPED).unwrap();
    prompt(&mut shell);
    quit(shell);
    let history = fs::read_to_string(home.path().join("tacheron/history")).unwrap();
    assert!(history.contains("tac:operatedBy ?c"), "{history}");
}

#[test]
fn help_lists_every_command() {
    let home = home();
    let (code, output, _) = script(&home, ".help\n.help format\n.help who\n");
    assert_eq!(code, 0);
    for words in [
        ".who",
        ".path",
        ".why",
        ".quit",
        "Ctrl-C",
        ".format [FORMAT]",
        "Usage: tacheron who",
    ] {
        assert!(output.contains(words), "{words}: {output}");
    }
}
