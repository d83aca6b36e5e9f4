use std::fs;

use super::*;

struct Scene {
    folder: tempfile::TempDir,
}

impl Scene {
    fn new(text: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.json"), text).unwrap();
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn draft(&self, name: &str, after: &str) -> Draft {
        let path = self.path(name);
        Draft { before: fs::read(&path).unwrap(), after: after.into(), path }
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// The names in the folder.
    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

#[test]
fn a_file_is_replaced_and_nothing_stays_beside_it() {
    let scene = Scene::new("old");
    write([scene.draft("a.json", "new")]).unwrap();
    assert_eq!((scene.text("a.json"), scene.names()), ("new".into(), vec!["a.json".to_owned()]));
}

#[test]
fn a_file_that_was_changed_meanwhile_is_left() {
    let scene = Scene::new("old");
    let draft = scene.draft("a.json", "new");
    fs::write(scene.path("a.json"), "theirs").unwrap();
    assert!(matches!(write([draft.clone()]), Err(EditError::Changed { .. })));
    assert_eq!((scene.text("a.json"), scene.names()), ("theirs".into(), vec!["a.json".to_owned()]));
    fs::remove_file(scene.path("a.json")).unwrap();
    assert!(matches!(write([draft]), Err(EditError::Unreadable { .. })));
}

#[test]
fn a_refusal_leaves_all_files_as_they_were() {
    let scene = Scene::new("old");
    fs::write(scene.path("b.json"), "old").unwrap();
    let drafts = [scene.draft("a.json", "new"), scene.draft("b.json", "new")];
    let mut permissions = fs::metadata(scene.path("b.json")).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(scene.path("b.json"), permissions).unwrap();
    assert!(matches!(write(drafts), Err(EditError::ReadOnly { path }) if path.ends_with("b.json")));
    assert_eq!((scene.text("a.json"), scene.names().len()), ("old".into(), 2));
}

#[test]
fn what_could_not_be_written_behind_others_is_said() {
    let scene = Scene::new("old");
    fs::write(scene.path("b.json"), "old").unwrap();
    let staged = [scene.draft("a.json", "new"), scene.draft("b.json", "new")];
    let staged = staged.iter().map(|draft| draft.stage().unwrap()).collect();
    fs::write(scene.path("b.json"), "theirs").unwrap();
    let Err(EditError::Partly { written, cause }) = commit(staged) else { panic!() };
    assert_eq!((written, cause.path().to_owned()), (vec![scene.path("a.json")], scene.path("b.json")));
    assert!(matches!(*cause, EditError::Changed { .. }));
    assert_eq!((scene.text("a.json"), scene.text("b.json")), ("new".into(), "theirs".into()));
}

/// What a writer that is killed leaves: the new file beside the old one, which is whole.
#[test]
fn until_it_is_moved_the_new_file_stands_beside_the_old_one() {
    let scene = Scene::new("old");
    let staged = scene.draft("a.json", "new").stage().unwrap();
    let names = scene.names();
    assert_eq!((names.len(), scene.text("a.json")), (2, "old".into()));
    assert!(names[0].starts_with(".tadqiq-") && !names[0].ends_with(".json"), "{names:?}");
    assert_eq!(scene.text(&names[0]), "new");
    staged.commit().unwrap();
    assert_eq!((scene.text("a.json"), scene.names().len()), ("new".into(), 1));
}

#[test]
fn one_file_by_two_paths_is_refused() {
    let scene = Scene::new("old");
    let dotted = scene.path(".").join("a.json");
    let twice = Draft { path: dotted, ..scene.draft("a.json", "other") };
    assert!(matches!(write([scene.draft("a.json", "new"), twice]), Err(EditError::SameFile { .. })));
    assert_eq!(scene.text("a.json"), "old");
}

#[test]
fn a_folder_is_no_file() {
    let scene = Scene::new("old");
    let folder = Draft { path: scene.path("."), before: Vec::new(), after: Vec::new() };
    assert!(matches!(write([folder]), Err(EditError::NotAFile { .. })));
}

#[cfg(unix)]
#[test]
fn of_two_that_write_one_file_one_waits_or_is_told() {
    let scene = Scene::new("old");
    let (first, second) =
        (scene.draft("a.json", "one").stage().unwrap(), scene.draft("a.json", "two").stage().unwrap());
    let writing = open(&scene.path("a.json")).unwrap();
    writing.lock().unwrap();
    let staged = scene.draft("a.json", "three").stage().unwrap();
    assert!(matches!(staged.commit(), Err(EditError::Busy { .. })));
    writing.unlock().unwrap();
    first.commit().unwrap();
    assert!(matches!(second.commit(), Err(EditError::Changed { .. })));
    assert_eq!((scene.text("a.json"), scene.names()), ("one".into(), vec!["a.json".to_owned()]));
}

#[cfg(unix)]
mod on_unix {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

    use super::*;

    #[test]
    fn the_mode_is_kept() {
        let scene = Scene::new("old");
        for mode in [0o600, 0o640, 0o755] {
            fs::set_permissions(scene.path("a.json"), fs::Permissions::from_mode(mode)).unwrap();
            write([scene.draft("a.json", &format!("{mode:o}"))]).unwrap();
            assert_eq!(fs::metadata(scene.path("a.json")).unwrap().mode() & 0o777, mode);
        }
    }

    #[test]
    fn a_link_stays_one_and_its_file_is_written() {
        let scene = Scene::new("old");
        fs::create_dir(scene.path("links")).unwrap();
        symlink("../a.json", scene.path("links/b.json")).unwrap();
        write([scene.draft("links/b.json", "new")]).unwrap();
        assert!(fs::symlink_metadata(scene.path("links/b.json")).unwrap().is_symlink());
        assert_eq!(scene.text("a.json"), "new");
    }

    #[test]
    fn a_link_that_leads_elsewhere_by_now_is_left() {
        let scene = Scene::new("old");
        fs::write(scene.path("b.json"), "old").unwrap();
        symlink("a.json", scene.path("link.json")).unwrap();
        let staged = scene.draft("link.json", "new").stage().unwrap();
        fs::remove_file(scene.path("link.json")).unwrap();
        symlink("b.json", scene.path("link.json")).unwrap();
        assert!(matches!(staged.commit(), Err(EditError::Changed { .. })));
        assert_eq!((scene.text("a.json"), scene.text("b.json")), ("old".into(), "old".into()));
    }

    #[test]
    fn a_file_of_two_names_is_refused() {
        let scene = Scene::new("old");
        fs::hard_link(scene.path("a.json"), scene.path("b.json")).unwrap();
        let refused = write([scene.draft("a.json", "new")]);
        assert!(matches!(refused, Err(EditError::HardLinked { names: 2, .. })), "{refused:?}");
        assert_eq!((scene.text("a.json"), scene.names().len()), ("old".into(), 2));
    }

    #[test]
    fn a_folder_that_may_not_be_written_is_said() {
        let scene = Scene::new("old");
        fs::create_dir(scene.path("shut")).unwrap();
        fs::write(scene.path("shut/a.json"), "old").unwrap();
        let shut = |mode| fs::set_permissions(scene.path("shut"), fs::Permissions::from_mode(mode)).unwrap();
        shut(0o555);
        let may_anyway = tempfile::tempfile_in(scene.path("shut")).is_ok();
        let refused = write([scene.draft("shut/a.json", "new")]);
        shut(0o755);
        // The superuser is not asked for permission.
        assert!(may_anyway || matches!(refused, Err(EditError::Unwritable { .. })), "{refused:?}");
        assert!(may_anyway || scene.text("shut/a.json") == "old");
    }
}
