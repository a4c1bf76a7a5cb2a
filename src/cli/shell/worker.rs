//! The process that works for the shell. It holds the store open and runs one statement after another; to
//! stop a statement is to end it, which is certain whatever it does. The next statement starts another.

use super::protocol::{Reply, Request};
use crate::cli::CliError;
use std::env;
use std::ffi::OsString;
use std::io::{self, BufRead, BufReader, Write};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, PoisonError};

/// The option of `tacheron shell` by which the process knows that it is this one.
pub const FLAG: &str = "--works-for-a-shell";

/// The child that runs a statement now, so that it can be ended from another thread.
#[derive(Clone, Default)]
pub struct Running(Arc<Mutex<Option<Child>>>);

impl Running {
    /// Ends it at once.
    pub fn end(&self) {
        let mut child = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(child) = child.as_mut() {
            // Where it has ended already there is nothing to end.
            let _ = child.kill();
        }
    }

    fn put(&self, child: Option<Child>) -> Option<Child> {
        let mut running = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(&mut *running, child)
    }

    /// Waits for the child without keeping others from ending it.
    fn wait(&self) -> io::Result<ExitStatus> {
        loop {
            let mut running = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let Some(child) = running.as_mut() else {
                return Err(io::ErrorKind::NotFound.into());
            };
            if let Some(status) = child.try_wait()? {
                *running = None;
                return Ok(status);
            }
            drop(running);
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
    }
}

/// How a statement ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ended {
    /// With the exit code of its verb; the process may have ended with it.
    With(u8),
    /// By Ctrl-C, or by a signal from elsewhere.
    Stopped,
}

impl From<ExitStatus> for Ended {
    fn from(status: ExitStatus) -> Self {
        match (status.code(), status.signal()) {
            (Some(code), _) => Ended::With(u8::try_from(code).unwrap_or(u8::MAX)),
            (None, _) => Ended::Stopped,
        }
    }
}

/// The worker as the shell has it; its process is started when there is something to do.
pub struct Worker {
    /// The options that the shell was given, for every verb that it runs.
    options: Vec<OsString>,
    running: Running,
    line: Option<BufReader<UnixStream>>,
}

impl Worker {
    pub fn new(options: Vec<OsString>) -> Self {
        Self {
            options,
            running: Running::default(),
            line: None,
        }
    }

    /// For the thread that hears Ctrl-C.
    pub fn running(&self) -> Running {
        self.running.clone()
    }

    /// Runs a verb; what it prints is printed.
    ///
    /// # Errors
    /// Where no process can be started.
    pub fn run(&mut self, arguments: Vec<String>) -> Result<Ended, CliError> {
        match self.ask(&Request::Run(arguments))? {
            Ok(Reply::Ended(code)) => Ok(Ended::With(code)),
            Ok(_) => Err(CliError::new(
                "the process of the shell answers something else",
            )),
            Err(ended) => Ok(ended),
        }
    }

    /// Runs a verb in a process of its own, for its output goes to `out`.
    ///
    /// # Errors
    /// Where no process can be started.
    pub fn run_into(&mut self, arguments: Vec<String>, out: Stdio) -> Result<Ended, CliError> {
        self.end()?;
        let mut child = program()?;
        child
            .args(arguments)
            .args(&self.options)
            .stdin(Stdio::null())
            .stdout(out);
        self.running.put(Some(child.spawn().map_err(no_process)?));
        Ok(self.running.wait().map_err(no_process)?.into())
    }

    /// Ends the process, where there is one.
    fn end(&mut self) -> Result<(), CliError> {
        if self.line.take().is_some() {
            self.running.end();
            self.running.wait().map_err(no_process)?;
        }
        Ok(())
    }

    /// The inner error is the end of the process.
    pub fn ask(&mut self, request: &Request) -> Result<Result<Reply, Ended>, CliError> {
        let mut line = match self.line.take() {
            Some(line) => line,
            None => self.start()?,
        };
        match talk(&mut line, request) {
            Ok(reply) => {
                self.line = Some(line);
                Ok(Ok(reply))
            }
            // The line is cut when the process ends, however it does.
            Err(_) => {
                self.running.end();
                Ok(Err(self.running.wait().map_err(no_process)?.into()))
            }
        }
    }

    fn start(&self) -> Result<BufReader<UnixStream>, CliError> {
        let (ours, theirs) = UnixStream::pair().map_err(no_process)?;
        let mut child = program()?;
        child
            .arg("shell")
            .arg(FLAG)
            .args(&self.options)
            .stdin(Stdio::from(OwnedFd::from(theirs)));
        self.running.put(Some(child.spawn().map_err(no_process)?));
        Ok(BufReader::new(ours))
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // At the end of the line the process ends by itself; it is not waited for.
        self.line = None;
    }
}

fn program() -> Result<Command, CliError> {
    Ok(Command::new(env::current_exe().map_err(no_process)?))
}

fn no_process(error: io::Error) -> CliError {
    CliError::new(format!("no process to run the statement: {error}"))
}

fn talk(line: &mut BufReader<UnixStream>, request: &Request) -> io::Result<Reply> {
    send(line.get_mut(), request)?;
    let mut reply = String::new();
    if line.read_line(&mut reply)? == 0 {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    serde_json::from_str(&reply).map_err(io::Error::other)
}

/// Writes a request or a reply.
pub fn send(line: &mut UnixStream, said: &impl serde::Serialize) -> io::Result<()> {
    let mut text = serde_json::to_vec(said).map_err(io::Error::other)?;
    text.push(b'\n');
    line.write_all(&text)
}
