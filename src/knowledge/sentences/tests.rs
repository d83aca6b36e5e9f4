use super::*;

/// The offices beside each of two people, as a sentence writes them.
fn beside_each(text: &str, names: [&str; 2]) -> [Vec<String>; 2] {
    let people = names.map(|name| Person::new([name]));
    let sentence = Sentence::read(text, &people);
    [0, 1].map(|person| {
        sentence.offices_of(person).map(|office| text[sentence.bytes(&office.words)].to_owned()).collect()
    })
}

#[test]
fn an_office_belongs_to_the_name_it_stands_beside() {
    for (text, names, first, second) in [
        (
            "Le ministre de l’Intérieur, Jean Durand, a reçu son homologue espagnol, Luis Gómez.",
            ["Jean Durand", "Luis Gómez"],
            "ministre de l’Intérieur",
            "homologue espagnol",
        ),
        (
            "Jean Durand, ministre de l’Intérieur, a reçu Paul Martin, ministre de la Justice.",
            ["Jean Durand", "Paul Martin"],
            "ministre de l’Intérieur",
            "ministre de la Justice",
        ),
        (
            "Ali Shah met Jane Smith, former Minister of Health, and Paul Martin.",
            ["Ali Shah", "Jane Smith"],
            "",
            "former Minister of Health",
        ),
        ("استقبل علي سالم وزير الصحة عمر فهمي.", ["علي سالم", "عمر فهمي"], "", "وزير الصحة"),
        (
            "التقى وزير الداخلية علي سالم بعمر فهمي، سفير فرنسا.",
            ["علي سالم", "عمر فهمي"],
            "وزير الداخلية",
            "سفير فرنسا",
        ),
        (
            "El canciller peruano Luis Gómez recibió a Juan Pérez.",
            ["Luis Gómez", "Juan Pérez"],
            "canciller peruano",
            "",
        ),
    ] {
        let found = beside_each(text, names).map(|offices| offices.join(" + "));
        assert_eq!(found, [first, second], "{text}");
    }
}

#[test]
fn an_office_is_its_head_its_complement_and_what_changes_it() {
    for (claimed, said, fit) in [
        ("ministre de la Justice", "ministre de la Santé", Fit::Differs),
        ("ministre de la Justice", "ancien ministre de la Justice", Fit::Differs),
        ("deputy minister of Justice", "minister of Justice", Fit::Differs),
        ("ambassadeur d’Espagne", "ambassadeur de France", Fit::Differs),
        ("président de la République française", "président français", Fit::Same),
        ("directeur général de la police", "DG de la police", Fit::Same),
        ("ministre espagnol des Affaires étrangères", "chef de la diplomatie espagnole", Fit::Same),
        ("ministro de Relaciones Exteriores del Perú", "canciller peruano", Fit::Same),
        ("presidente de los Estados Unidos", "su par estadounidense", Fit::Same),
        ("وزير الخارجية الفرنسي", "رئيس الدبلوماسية الفرنسية", Fit::Same),
        ("وزير العدل", "وزير الصحة", Fit::Differs),
        ("وزير العدل", "وزير العدل السابق", Fit::Differs),
        ("Ambassador of the European Union", "EU ambassador", Fit::Same),
        ("ministre de la Justice", "ambassadeur de France", Fit::Unlike),
    ] {
        let office = |text: &str| {
            let words = words_of(text);
            let said = meanings(&words);
            Office::of(said.iter().map(|(meaning, _)| meaning), 0..0)
        };
        assert_eq!(office(claimed).fit(&office(said)), fit, "{claimed} / {said}");
    }
}

#[test]
fn a_given_name_is_held_against_the_one_that_is_given() {
    for (text, name, given) in [
        ("Ali Shah met Paul Martin.", "Nigel Martin", Some(Given::Another)),
        ("Ali Shah met Paul Martin.", "Paul Martin", Some(Given::Own)),
        ("Ali Shah met P. Martin.", "Paul Martin", Some(Given::Own)),
        ("Ali Shah met Mr Martin.", "Paul Martin", Some(Given::Absent)),
        ("President Martin met Ali Shah.", "Paul Martin", Some(Given::Absent)),
        ("Paul Martin met Ali Shah.", "Nigel Martin", Some(Given::Another)),
        ("استقبل علي سالم بول مارتن.", "نايجل مارتن", Some(Given::Another)),
        ("وقال مارتن في تصريح.", "نايجل مارتن", Some(Given::Absent)),
        ("Jean Durand a reçu Paul Martin.", "Luc Petit", None),
    ] {
        let sentence = Sentence::read(text, &[Person::new([name])]);
        assert_eq!(sentence.named(0).next().map(|named| named.given), given, "{name}: {text}");
    }
}

#[test]
fn whoever_is_named_has_the_whole_of_his_name() {
    for (text, holder) in [
        ("Kim Dae-jung, the president of South Korea, met Paul Martin.", "Kim Dae-jung"),
        ("The president, Kim Jong-un, met Paul Martin.", "Kim Jong-un"),
        ("The president, Jean-Marc Durand, met Paul Martin.", "Jean-Marc Durand"),
        ("Le président sud-coréen Moon Jae-in a reçu Paul Martin.", "Moon Jae-in"),
    ] {
        let sentence = Sentence::read(text, &[Person::new(["Paul Martin"])]);
        let holders: Vec<&str> = sentence
            .offices()
            .filter_map(|(_, holder)| Some(&text[sentence.bytes(&holder?.words)]))
            .collect();
        assert_eq!(holders, [holder], "{text}");
    }
}
