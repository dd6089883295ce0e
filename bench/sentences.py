"""What the benchmarks write to Lotse."""

# A need and a German place, so the answer has offers.
WITH_OFFERS = (
    "Ich suche eine Wohnung in Dortmund",
    "I am looking for a flat in Dortmund",
    "Dortmund'da kiralık ev arıyorum",
    "أبحث عن شقة في دورتموند",
    "Ищу квартиру в Дортмунде",
    "Шукаю квартиру в Дортмунді",
    "در دورتموند دنبال خانه می‌گردم",
    "ኣብ ዶርትሙንድ ገዛ እደሊ ኣለኹ",
    "Wo kann ich in Hamburg Deutsch lernen?",
    "I need a German course in Berlin",
    "Köln'de Almanca kursu arıyorum",
    "أحتاج إلى دورة لغة ألمانية في برلين",
    "Мне нужны курсы немецкого в Гамбурге",
    "Мені потрібні курси німецької у Мюнхені",
    "Ich bin Krankenschwester und suche Hilfe bei der Anerkennung in Dortmund",
    "I want my nursing diploma recognised, I live in Cologne",
)

WITHOUT_OFFERS = (
    "Hallo",
    "Guten Tag",
    "Hello",
    "Good morning",
    "Merhaba",
    "مرحبا",
    "Здравствуйте",
    "Добрий день",
    "سلام",
    "ሰላም",
    "Vielen Dank",
    "Thank you very much",
    "Teşekkür ederim",
    "شكرا جزيلا",
    "Спасибо большое",
    "Дякую",
)

# One person's conversation, over and over: ten turns, as many as are measured at a time.
LONG_CONVERSATION = (
    "Hallo",
    "Ich suche eine Wohnung in Dortmund",
    "Gibt es noch mehr?",
    "Danke",
    "Ich brauche einen Deutschkurs",
    "in Bochum",
    "Wer hilft mir mit dem Jobcenter in Essen?",
    "Gibt es noch andere?",
    "Ich möchte mein Diplom anerkennen lassen in Köln",
    "Vielen Dank",
)
