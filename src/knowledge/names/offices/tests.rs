use super::*;

fn both(text: &str) -> Option<(String, String)> {
    match read(text) {
        OfficeReading::Both { name, office } => Some((name, office)),
        _ => None,
    }
}

#[test]
fn offices_are_told_from_names() {
    for text in [
        "المدير العام",
        "وزير الداخلية",
        "السفير الأمريكي",
        "مدير الاستخبارات العسكرية",
        "رئيس الحكومة الإسبانية",
        "الوزير الأول",
        "المدير العام للأمن الوطني",
        "السفير الأمريكي بالرباط",
        "القنصل العام لفرنسا",
        "سفير إسبانيا بالرباط",
        "سفير المغرب في باريس",
        "عامل إقليم الناظور",
        "أمين المال",
        "الأمين العام للأمم المتحدة",
        "قائد الجيش الوطني",
        "والي الرباط",
        "المدير العام لميناء داكار",
        "المدير العام لشركة رونو",
        "نائب وزير الدفاع الأمريكي",
        "الكاتب العام لعمالة إقليم تاونات",
        "Chief Justice",
        "Minister without Portfolio",
        "the Italian prime minister",
        "le président français",
        "Gobernador de Jalisco",
        "Ministre de la Pêche, des Infrastructures maritimes et portuaires",
        "رئيس جهة كلميم واد نون",
        "وزير الشؤون الخارجية الفرنسي",
        "Director General",
        "Minister of the Interior",
        "Prime Minister",
        "Foreign Minister",
        "Spanish Foreign Minister",
        "Le ministre",
        "Ministre de l’Intérieur",
        "le ministre espagnol des Transports",
        "el ministro de Exteriores español",
        "The Ambassador of Spain",
        "Head of Delegation",
        "Head of State",
        "Secretary-General",
        "CEO of Maersk",
        "CEO of Goldman Sachs",
        "Directeur général de Citroën",
        "Secretario general de Podemos",
        "Président du Conseil régional de Bretagne",
        "Presidenta del Gobierno",
        "Mayor of Springfield",
        "Maire de Paris",
    ] {
        assert_eq!(read(text), OfficeReading::Office, "{text}");
    }
    for text in [
        "عبد اللطيف الحموشي",
        "السفير الحموشي",
        "أمين معلوف",
        "أمين العلوي",
        "أمين الإدريسي القيطوني",
        "أمين علي الراشدي",
        "والي محمد",
        "والي علي",
        "عميد علي الراشدي",
        "قائد السبسي",
        "سفير الوزاني",
        "الأمين السنوسي",
        "وزير الدين",
        "وزير أكبر خان",
        "Head Smith",
        "Wali Khan",
        "عامل محمد",
        "محمد أمين الحسيني",
        "",
        "Mayor",
        "Chief Joseph",
        "Bishop, Julie",
        "Le Maire, Bruno",
        "Benítez Alcalde, Luisa María",
        "Federico Mayor Zaragoza",
        "Tom Hale, Baron Hale",
        "Tom Hale, Jr.",
        "Tom Hale (Labour)",
        "Chancellor Williams",
        "Prince Rogers Nelson",
        "Duke of York",
        "الملك محمد السادس",
        "Juan Alcalde de la Vega",
        "Carlos Alberto Rivas y del Pino",
        "President de Tracy",
        "le président de Tracy",
        "Sénatrice du Val-d’Oise",
    ] {
        assert_eq!(read(text), OfficeReading::Other, "{text}");
    }
}

#[test]
fn a_name_and_an_office_are_taken_apart() {
    for (text, name, office) in [
        ("Ministra de Comercio Ana Robles", "Ana Robles", "Ministra de Comercio"),
        ("أحمد التازي، وزير التجارة", "أحمد التازي", "وزير التجارة"),
        ("أحمد التازي وزير التجارة", "أحمد التازي", "وزير التجارة"),
        ("Ana Robles (Minister of Trade)", "Ana Robles", "Minister of Trade"),
        ("Minister of Trade (Ana Robles)", "Ana Robles", "Minister of Trade"),
        ("Peter Marsh, Prime Minister", "Peter Marsh", "Prime Minister"),
        ("Peter Marsh, Minister", "Peter Marsh", "Minister"),
        ("Peter Marsh - Head of Delegation", "Peter Marsh", "Head of Delegation"),
        ("Prime Minister, Peter Marsh", "Peter Marsh", "Prime Minister"),
        ("Prime Minister Mulroney", "Mulroney", "Prime Minister"),
        ("Head of State Peter Marsh", "Peter Marsh", "Head of State"),
        ("General Secretary Ivan Petrov", "Ivan Petrov", "General Secretary"),
        ("Mayor of Springfield Peter Marsh", "Peter Marsh", "Mayor of Springfield"),
        ("Ministre de la Justice, M. Paul Girard", "Paul Girard", "Ministre de la Justice"),
        ("رئيس الحكومة عزيز التازي", "عزيز التازي", "رئيس الحكومة"),
        ("وزير الخارجية الإسباني خوسيه مانويل غارسيا", "خوسيه مانويل غارسيا", "وزير الخارجية الإسباني"),
        ("السفير دافيد غارسيا", "دافيد غارسيا", "السفير"),
        ("معالي وزير العدل السيد عبد اللطيف التازي", "عبد اللطيف التازي", "وزير العدل"),
        ("Ana Robles ministra de Comercio", "Ana Robles", "ministra de Comercio"),
        ("Ministre délégué chargé du Budget Paul Girard", "Paul Girard", "Ministre délégué chargé du Budget"),
    ] {
        assert_eq!(both(text), Some((name.to_owned(), office.to_owned())), "{text}: {:?}", read(text));
    }
}
