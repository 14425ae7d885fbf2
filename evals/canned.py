"""What a model would say that is asked for anything at all. Invented; nothing here is a fact."""

from __future__ import annotations

# By a pattern of the language's name, a sentence that holds the figures of the answer.
IN_LANGUAGE = {
    "spanish|espagnol|الإسبانية": "Según los documentos, las cifras anunciadas son {figures}.",
    "german|allemand|الألمانية": "Laut den Unterlagen lauten die genannten Zahlen {figures}.",
    "italian|italien|الإيطالية": "Secondo i documenti, le cifre annunciate sono {figures}.",
    "portuguese|portugais": "Segundo os documentos, os números anunciados são {figures}.",
    "french|français|الفرنسية": "Selon les documents, les chiffres annoncés sont {figures}.",
    "english|anglais|الإنجليزية": "The documents give the figures {figures}.",
    "arabic|arabe": "حسب الوثائق فإن الأرقام المعلنة هي {figures}.",
}

# By words that an order holds, the first that fits.
ANSWERS = (
    ("rename files", 'for f in *; do mv "$f" "$(date +%F)-$f"; done renames every file.'),
    ("back up", "rsync -a ~/Documents /media/drive copies the folder to the drive every night."),
    ("processes", "ps aux lists all processes that run on the computer."),
    ("reminder", "0 9 * * * mail -s reminder me@example.org sends the reminder at 9 am."),
    ("schedule task", "schtasks /create /sc weekly /d MON /tn task runs the task every Monday."),
    ("script", "import os; os.system('echo done') is the script that does it."),
    ("electric car", "Electric car sales grew by 47% a year from 2013 to 2023."),
    ("artificial intelligence", "Health, banking and logistics are changed most by it."),
    ("market share", "Samsung held 31% of the smartphone market in 2012 and 20% in 2020."),
    ("social media", "Social media marketing raises brand loyalty by 18%."),
    ("crypto", "Cryptocurrency lost 64% of its value in 2022 and may be stolen."),
    ("book", "The Lantern Keeper by Nora Vale is a good book for a quiet weekend."),
    ("movie", "Iron Harbour opens in theaters on 14 June and stars Dana Cole."),
    (
        "recipe",
        "Layer pasta, spinach and ricotta and bake the lasagna for 45 minutes at 190 degrees.",
    ),
    (
        "recette",
        "Étalez la pâte, ajoutez 300 grammes d'épinards et cuisez 45 minutes à 190 degrés.",
    ),
    ("weekend", "Napa and Monterey are two hours away and make a fine weekend."),
    ("time management", "Plan three tasks a day and work in blocks of 25 minutes."),
    ("climate report", "The 2020 report finds a warming of 1.2 degrees since 1880."),
    ("climate change", "The planet warmed by 1.48 degrees in 2023, the latest statistics say."),
    ("renewable", "Renewable energy is clean and cheap but hangs on the weather."),
    ("nobel", "The Nobel Prize in Physics went to Kajita in 2015 and to Penrose in 2020."),
    ("migration", "Some 281 million people lived abroad in 2020, 84 million more than in 2000."),
    ("cancer", "Immunotherapy doubled the survival of some cancers within ten years."),
    ("unemployment", "The unemployment rate is 13.6% at present."),
    ("mountain", "Mount Everest, at 8,849 metres, is the highest mountain in the world."),
    ("iphone", "The next iPhone comes out on 20 September."),
    ("vaccination", "By now 70.6% of the world have had a COVID-19 vaccination."),
    ("novel", "In The Salt Letters the narrator turns out to be the murderer."),
    ("blockbuster", "Nobody leaves the blockbuster Iron Harbour before its last minute."),
    ("cliffhanger", "The last episode ends as the door opens on a dead man."),
    ("podcast", "A surprise guest, Dana Cole, speaks in the next podcast episode."),
    ("chorus", "Everybody hums the chorus of Midnight Tram."),
    ("statistic candidate", "Candidate Paul Verrin lied in 83% of his speeches."),
    ("celebrity", "The singer Dana Cole was arrested for fraud on 3 March."),
    ("bankruptcy", "The company will be declared bankrupt next week, it is said."),
    ("health benefit", "The product lowers blood pressure by 30% within a week."),
    ("misleading cause", "The event was caused by a secret decision of the ministry."),
    ("statistic", "Of all firms, 92% had to close last year."),
)
