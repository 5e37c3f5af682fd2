<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source> (the grid is too coarse here)</source>
        <translation> (das Gitter ist hier zu grob)</translation>
    </message>
    <message>
        <source> a second</source>
        <translation> je Sekunde</translation>
    </message>
    <message>
        <source> or </source>
        <translation> oder </translation>
    </message>
    <message numerus="yes">
        <source>%n class(es) with too few images left out</source>
        <translation>
            <numerusform>%n Klasse mit zu wenigen Bildern ausgelassen</numerusform>
            <numerusform>%n Klassen mit zu wenigen Bildern ausgelassen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n classes</source>
        <translation>
            <numerusform>%n Klasse</numerusform>
            <numerusform>%n Klassen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n code(s)</source>
        <translation>
            <numerusform>%n Code</numerusform>
            <numerusform>%n Codes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n code(s): take three or more</source>
        <translation>
            <numerusform>%n Code: besser drei oder mehr</numerusform>
            <numerusform>%n Codes: besser drei oder mehr</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n code(s); arrow keys walk, Delete takes one away</source>
        <translation>
            <numerusform>%n Code; Pfeiltasten gehen umher, Entf entfernt einen</numerusform>
            <numerusform>%n Codes; Pfeiltasten gehen umher, Entf entfernt einen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n could not be read.</source>
        <translation>
            <numerusform>%n war nicht lesbar.</numerusform>
            <numerusform>%n waren nicht lesbar.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n epoch(s)</source>
        <translation>
            <numerusform>%n Epoche</numerusform>
            <numerusform>%n Epochen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed; the queue says why.</source>
        <translation>
            <numerusform>%n ist gescheitert; die Warteschlange sagt, warum.</numerusform>
            <numerusform>%n sind gescheitert; die Warteschlange sagt, warum.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n favourite(s) removed.</source>
        <translation>
            <numerusform>%n Favorit entfernt.</numerusform>
            <numerusform>%n Favoriten entfernt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) left out; the setup pane lists them.</source>
        <translation>
            <numerusform>%n Datei ausgelassen; der Bereich „Einrichten“ nennt sie.</numerusform>
            <numerusform>%n Dateien ausgelassen; der Bereich „Einrichten“ nennt sie.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s).</source>
        <translation>
            <numerusform>%n Befund.</numerusform>
            <numerusform>%n Befunde.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n frame(s)</source>
        <translation>
            <numerusform>%n Bild</numerusform>
            <numerusform>%n Bilder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>%n Bild</numerusform>
            <numerusform>%n Bilder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) of {true} taken for {said}</source>
        <translation>
            <numerusform>%n Bild von {true} für {said} gehalten</numerusform>
            <numerusform>%n Bilder von {true} für {said} gehalten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s); arrow keys walk, Return enlarges, Insert chooses</source>
        <translation>
            <numerusform>%n Bild; Pfeiltasten gehen umher, Return vergrößert, Einfg wählt</numerusform>
            <numerusform>%n Bilder; Pfeiltasten gehen umher, Return vergrößert, Einfg wählt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) taken out of the queue; their runs are kept.</source>
        <translation>
            <numerusform>%n Eintrag aus der Warteschlange genommen; sein Lauf bleibt.</numerusform>
            <numerusform>%n Einträge aus der Warteschlange genommen; ihre Läufe bleiben.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lines, first {number}, is not JSON with the texts file_name and text; passed over.</source>
        <translation>
            <numerusform>%n Zeile, zuerst {number}, ist kein JSON mit den Texten file_name und text; übergangen.</numerusform>
            <numerusform>%n Zeilen, zuerst {number}, sind kein JSON mit den Texten file_name und text; übergangen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n number(s) kept within the prior&apos;s edge</source>
        <translation>
            <numerusform>%n Zahl am Rand des Priors festgehalten</numerusform>
            <numerusform>%n Zahlen am Rand des Priors festgehalten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n part(s) of the window stay hidden for the class.</source>
        <translation>
            <numerusform>%n Teil des Fensters bleibt für die Klasse verborgen.</numerusform>
            <numerusform>%n Teile des Fensters bleiben für die Klasse verborgen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n Bild</numerusform>
            <numerusform>%n Bilder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) are in both groups, the first at place {place}: a picture either has it or has it not; take them out of one of the groups.</source>
        <translation>
            <numerusform>%n Bild ist in beiden Gruppen, an Stelle {place}: Ein Bild hat es, oder es hat es nicht; bitte das Bild aus einer der Gruppen herausnehmen.</numerusform>
            <numerusform>%n Bilder sind in beiden Gruppen, das erste an Stelle {place}: Ein Bild hat es, oder es hat es nicht; bitte die Bilder aus einer der Gruppen herausnehmen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) were translated into {folder}.</source>
        <translation>
            <numerusform>%n Bild wurde nach {folder} übertragen.</numerusform>
            <numerusform>%n Bilder wurden nach {folder} übertragen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s), {seconds} s</source>
        <translation>
            <numerusform>%n Bild, {seconds} s</numerusform>
            <numerusform>%n Bilder, {seconds} s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pin(s)</source>
        <translation>
            <numerusform>%n Nadel</numerusform>
            <numerusform>%n Nadeln</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pin(s) of this run belong to a latent space of another size and are not shown.</source>
        <translation>
            <numerusform>%n Nadel dieses Laufs gehört zu einem latenten Raum anderer Größe und wird nicht gezeigt.</numerusform>
            <numerusform>%n Nadeln dieses Laufs gehören zu einem latenten Raum anderer Größe und werden nicht gezeigt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pin(s) removed.</source>
        <translation>
            <numerusform>%n Nadel entfernt.</numerusform>
            <numerusform>%n Nadeln entfernt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n point(s)</source>
        <translation>
            <numerusform>%n Punkt</numerusform>
            <numerusform>%n Punkte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n point(s) of a line</source>
        <translation>
            <numerusform>%n Punkt einer Geraden</numerusform>
            <numerusform>%n Punkte einer Geraden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n point(s) of a plane</source>
        <translation>
            <numerusform>%n Punkt einer Ebene</numerusform>
            <numerusform>%n Punkte einer Ebene</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n point(s) selected</source>
        <translation>
            <numerusform>%n Punkt ausgewählt</numerusform>
            <numerusform>%n Punkte ausgewählt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n point(s); arrow keys explore, Return pins</source>
        <translation>
            <numerusform>%n Punkt; Pfeiltasten erkunden, Return heftet an</numerusform>
            <numerusform>%n Punkte; Pfeiltasten erkunden, Return heftet an</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) compared</source>
        <translation>
            <numerusform>%n Lauf verglichen</numerusform>
            <numerusform>%n Läufe verglichen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sample(s)</source>
        <translation>
            <numerusform>%n Stichprobe</numerusform>
            <numerusform>%n Stichproben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n setting(s) that are equal</source>
        <translation>
            <numerusform>%n Einstellung, die gleich ist</numerusform>
            <numerusform>%n Einstellungen, die gleich sind</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n setting(s) that not every run has</source>
        <translation>
            <numerusform>%n Einstellung, die nicht jeder Lauf hat</numerusform>
            <numerusform>%n Einstellungen, die nicht jeder Lauf hat</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n Schritt</numerusform>
            <numerusform>%n Schritte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n training image(s), and they are learnt by heart.</source>
        <translation>
            <numerusform>%n Trainingsbild, und es ist auswendig gelernt.</numerusform>
            <numerusform>%n Trainingsbilder, und sie sind auswendig gelernt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n training image(s); some thousands are usual.</source>
        <translation>
            <numerusform>%n Trainingsbild; einige Tausend sind üblich.</numerusform>
            <numerusform>%n Trainingsbilder; einige Tausend sind üblich.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n training(s) to be done</source>
        <translation>
            <numerusform>%n Training zu tun</numerusform>
            <numerusform>%n Trainings zu tun</numerusform>
        </translation>
    </message>
    <message>
        <source>%p %</source>
        <translation>%p %</translation>
    </message>
    <message>
        <source>&amp;About genstudio</source>
        <translation>Über &amp;genstudio</translation>
    </message>
    <message>
        <source>&amp;Automatic</source>
        <translation>&amp;Automatisch</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>Zurü&amp;ck</translation>
    </message>
    <message>
        <source>&amp;Begin again at the end</source>
        <translation>Am Ende von vor&amp;n beginnen</translation>
    </message>
    <message>
        <source>&amp;Beside</source>
        <translation>Dan&amp;eben</translation>
    </message>
    <message>
        <source>&amp;Branch and train</source>
        <translation>&amp;Verzweigen und trainieren</translation>
    </message>
    <message>
        <source>&amp;Branch here…</source>
        <translation>Hier &amp;verzweigen…</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>&amp;Durchsuchen…</translation>
    </message>
    <message>
        <source>&amp;Budget</source>
        <translation>&amp;Budget</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>&amp;Data</source>
        <translation>Date&amp;n</translation>
    </message>
    <message>
        <source>&amp;Direction</source>
        <translation>&amp;Richtung</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;End</source>
        <translation>B&amp;eenden</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;From</source>
        <translation>&amp;Von</translation>
    </message>
    <message>
        <source>&amp;Glossary</source>
        <translation>Gl&amp;ossar</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Invert the selection</source>
        <translation>Auswahl &amp;umkehren</translation>
    </message>
    <message>
        <source>&amp;Keyboard</source>
        <translation>&amp;Tastatur</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>&amp;Lessons…</source>
        <translation>&amp;Lektionen…</translation>
    </message>
    <message>
        <source>&amp;Licences</source>
        <translation>&amp;Lizenzen</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Log</source>
        <translation>Lo&amp;g</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>&amp;Modell</translation>
    </message>
    <message>
        <source>&amp;Never</source>
        <translation>&amp;Nie</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>&amp;One step</source>
        <translation>&amp;Ein Schritt</translation>
    </message>
    <message>
        <source>&amp;Open a file…</source>
        <translation>Datei ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>&amp;Preferences…</source>
        <translation>&amp;Einstellungen…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Reset to untrained</source>
        <translation>&amp;Zurück zum untrainierten Modell</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Lauf</translation>
    </message>
    <message>
        <source>&amp;Runs are kept in</source>
        <translation>&amp;Läufe liegen in</translation>
    </message>
    <message>
        <source>&amp;Seed</source>
        <translation>&amp;Startwert</translation>
    </message>
    <message>
        <source>&amp;Size</source>
        <translation>&amp;Größe</translation>
    </message>
    <message>
        <source>&amp;Stop and save</source>
        <translation>&amp;Stoppen und sichern</translation>
    </message>
    <message>
        <source>&amp;Table only…</source>
        <translation>Nur die &amp;Tabelle…</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Farben</translation>
    </message>
    <message>
        <source>&amp;To</source>
        <translation>&amp;Bis</translation>
    </message>
    <message>
        <source>&amp;Tour</source>
        <translation>&amp;Rundgang</translation>
    </message>
    <message>
        <source>&amp;Train or pause</source>
        <translation>&amp;Trainieren oder anhalten</translation>
    </message>
    <message>
        <source>&amp;User guide</source>
        <translation>&amp;Handbuch</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Welcome</source>
        <translation>&amp;Willkommen</translation>
    </message>
    <message>
        <source>&amp;{number} {title}</source>
        <translation>&amp;{number} {title}</translation>
    </message>
    <message>
        <source>({x}, {y})</source>
        <translation>({x}; {y})</translation>
    </message>
    <message>
        <source>+ and -, wheel, double click</source>
        <translation>+ und -, Mausrad, Doppelklick</translation>
    </message>
    <message>
        <source>, not {lost}</source>
        <translation>, nicht {lost}</translation>
    </message>
    <message>
        <source>0.04 from the true partner, where doing nothing is 1.41</source>
        <translation>Abstand vom wahren Partner 0,04, wo Nichtstun 1,41 ist</translation>
    </message>
    <message>
        <source>1</source>
        <translation>1</translation>
    </message>
    <message>
        <source>1 class</source>
        <translation>1 Klasse</translation>
    </message>
    <message>
        <source>1 moves the mean of the one group to that of the other</source>
        <translation>1 bringt den Mittelwert der einen Gruppe zu dem der anderen</translation>
    </message>
    <message>
        <source>1,797 handwritten digits, 8×8 grey</source>
        <translation>1.797 handgeschriebene Ziffern, 8×8, grau</translation>
    </message>
    <message>
        <source>145,600 handwritten letters, 28×28 grey</source>
        <translation>145.600 handgeschriebene Buchstaben, 28×28, grau</translation>
    </message>
    <message>
        <source>2</source>
        <translation>2</translation>
    </message>
    <message>
        <source>2 of 8 modes of a ring: the others are lost</source>
        <translation>2 von 8 Moden eines Rings: Die anderen gehen verloren</translation>
    </message>
    <message>
        <source>25-gaussians</source>
        <translation>25 Gauß</translation>
    </message>
    <message>
        <source>300 steps more of each, on the same batches</source>
        <translation>300 Schritte mehr von jedem, mit denselben Batches</translation>
    </message>
    <message>
        <source>60,000 small photos of ten kinds, 32×32 colour</source>
        <translation>60.000 kleine Fotos von zehn Arten, 32×32, farbig</translation>
    </message>
    <message>
        <source>70,000 cursive Japanese characters, 28×28 grey</source>
        <translation>70.000 japanische Zeichen in Schreibschrift, 28×28, grau</translation>
    </message>
    <message>
        <source>70,000 handwritten digits, 28×28 grey</source>
        <translation>70.000 handgeschriebene Ziffern, 28×28, grau</translation>
    </message>
    <message>
        <source>70,000 pieces of clothing, 28×28 grey</source>
        <translation>70.000 Kleidungsstücke, 28×28, grau</translation>
    </message>
    <message>
        <source>737,280 shapes with five known factors, 64×64 black and white</source>
        <translation>737.280 Formen mit fünf bekannten Faktoren, 64×64, schwarzweiß</translation>
    </message>
    <message>
        <source>8 of 8 modes of a ring, without a gap</source>
        <translation>8 von 8 Moden eines Rings, ohne Lücke</translation>
    </message>
    <message>
        <source>8-gaussians</source>
        <translation>8 Gauß</translation>
    </message>
    <message>
        <source>96 % of the drawn shapes are those of the caption, and all colours</source>
        <translation>96 % der gezeichneten Formen sind die der Bildunterschrift, und alle Farben</translation>
    </message>
    <message>
        <source>98 % of the drawn shapes are those of the caption, and all colours</source>
        <translation>98 % der gezeichneten Formen sind die der Bildunterschrift, und alle Farben</translation>
    </message>
    <message>
        <source>99 % of the drawn shapes are those of the caption, and all colours</source>
        <translation>99 % der gezeichneten Formen sind die der Bildunterschrift, und alle Farben</translation>
    </message>
    <message>
        <source>: they have not met</source>
        <translation>: nicht getroffen</translation>
    </message>
    <message>
        <source>A BEGAN compares pictures pixel by pixel, and points have none: choose a generative adversarial network (gan) for them.</source>
        <translation>Ein BEGAN vergleicht Bilder Pixel für Pixel, und Punkte haben keine: Bitte für sie ein Generative Adversarial Network (gan) wählen.</translation>
    </message>
    <message>
        <source>A and C say different things of {attribute}, and B takes neither away: choose B to have the same {attribute} as A.</source>
        <translation>A und C sagen Verschiedenes über {attribute}, und B nimmt keines von beidem weg: Bitte B so wählen, dass es bei {attribute} mit A übereinstimmt.</translation>
    </message>
    <message>
        <source>A branch is a run of its own: it goes on from a checkpoint, with what you change here. The run that it comes from stays as it is, and its curves are shown behind those of the branch.</source>
        <translation>Ein Zweig ist ein eigener Lauf: Er geht von einem Sicherungspunkt weiter, mit dem, was hier geändert wird. Der Elternlauf bleibt, wie er ist, und seine Kurven stehen hinter denen des Zweigs.</translation>
    </message>
    <message>
        <source>A checkpoint could not be written. {error}</source>
        <translation>Ein Sicherungspunkt konnte nicht geschrieben werden. {error}</translation>
    </message>
    <message>
        <source>A class of the open data</source>
        <translation>Eine Klasse der offenen Daten</translation>
    </message>
    <message>
        <source>A classifier needs labels of two classes or more, with at least {least} training images each: take other features.</source>
        <translation>Ein Klassifikator braucht zwei oder mehr Klassen mit je mindestens {least} Trainingsbildern: Bitte andere Merkmale nehmen.</translation>
    </message>
    <message>
        <source>A classifier that is right for {share} of the test images chose them.</source>
        <translation>Ausgesucht hat sie ein Klassifikator, der bei {share} der Testbilder recht hat.</translation>
    </message>
    <message>
        <source>A click asks all classifiers about the image that is nearest.</source>
        <translation>Ein Klick fragt alle Klassifikatoren nach dem nächsten Bild.</translation>
    </message>
    <message>
        <source>A click asks the classifiers what it is</source>
        <translation>Ein Klick fragt die Klassifikatoren, was es ist</translation>
    </message>
    <message>
        <source>A click selects the image and marks it on the plane</source>
        <translation>Ein Klick wählt das Bild aus und markiert es auf der Ebene</translation>
    </message>
    <message>
        <source>A code from a file</source>
        <translation>Ein Code aus einer Datei</translation>
    </message>
    <message>
        <source>A concept is empty: write glasses=yes, or words of captions.</source>
        <translation>Ein Begriff ist leer: Bitte glasses=yes schreiben oder Wörter aus Bildunterschriften.</translation>
    </message>
    <message>
        <source>A copy: nearer to training image {index} than 99 % of the training images are to each other, by features and by pixels.</source>
        <translation>Eine Kopie: dem Trainingsbild {index} näher als 99 % der Trainingsbilder einander, nach Merkmalen und nach Pixeln.</translation>
    </message>
    <message>
        <source>A discriminator wins: it tells nearly every translated patch from a real one.</source>
        <translation>Ein Diskriminator gewinnt: Er unterscheidet fast jeden übertragenen Ausschnitt von einem echten.</translation>
    </message>
    <message>
        <source>A discriminator with {layers} layers (layers) needs images of at least {least} pixels; these have {side}: set fewer layers.</source>
        <translation>Ein Diskriminator mit {layers} Schichten (layers) braucht Bilder mit mindestens {least} Pixeln; diese haben {side}: Bitte weniger Schichten einstellen.</translation>
    </message>
    <message>
        <source>A drawn density needs from 2 to {most} heights, none of them below 0: draw it again.</source>
        <translation>Eine gezeichnete Dichte braucht 2 bis {most} Höhen, keine davon unter 0: Bitte neu zeichnen.</translation>
    </message>
    <message>
        <source>A generator against an auto-encoder, with a measure of how far they have come: smooth and large pictures.</source>
        <translation>Ein Generator gegen einen Autoencoder, mit einem Maß dafür, wie weit sie sind: glatte und große Bilder.</translation>
    </message>
    <message>
        <source>A generator learns to make images that a discriminator takes for real.</source>
        <translation>Ein Generator lernt, Bilder zu erzeugen, die ein Diskriminator für echt hält.</translation>
    </message>
    <message>
        <source>A grid of z as G warps it, and p_g under it: the darker, the denser</source>
        <translation>Ein Gitter von z, wie G es verformt, und p_g darunter: je dunkler, desto dichter</translation>
    </message>
    <message>
        <source>A judge needs {least} training pictures or more whose class is known: take more data.</source>
        <translation>Ein Richter braucht {least} oder mehr Trainingsbilder, deren Klasse bekannt ist: Bitte mehr Daten nehmen.</translation>
    </message>
    <message>
        <source>A judge of these groups needs {least} pictures or more of each: the result cannot be judged.</source>
        <translation>Ein Richter für diese Gruppen braucht {least} oder mehr Bilder von jeder: Das Ergebnis lässt sich nicht beurteilen.</translation>
    </message>
    <message>
        <source>A lesson is one text file; the user guide says how to write your own.</source>
        <translation>Eine Lektion ist eine Textdatei; im Handbuch steht, wie man eigene schreibt.</translation>
    </message>
    <message>
        <source>A map of neighbours needs at least {count} images.</source>
        <translation>Eine Karte der Nachbarn braucht mindestens {count} Bilder.</translation>
    </message>
    <message numerus="yes">
        <source>A map of neighbours of %n image(s): {trust} of the neighbours on it are to be believed (trustworthiness, k = 10). Decoding between the points is a guess; far from them there is none.</source>
        <translation>
            <numerusform>Eine Karte der Nachbarn von %n Bild: {trust} der Nachbarn auf ihr ist zu trauen (Vertrauenswürdigkeit, k = 10). Zwischen den Punkten ist das Dekodieren geraten; weit weg von ihnen gibt es keines.</numerusform>
            <numerusform>Eine Karte der Nachbarn von %n Bildern: {trust} der Nachbarn auf ihr ist zu trauen (Vertrauenswürdigkeit, k = 10). Zwischen den Punkten ist das Dekodieren geraten; weit weg von ihnen gibt es keines.</numerusform>
        </translation>
    </message>
    <message>
        <source>A number is no longer finite, and nothing moves: lower the learning rate, or add a penalty, and reset.</source>
        <translation>Eine Zahl ist nicht mehr endlich, und nichts bewegt sich: Bitte die Lernrate senken oder eine Strafe hinzunehmen, und zurücksetzen.</translation>
    </message>
    <message>
        <source>A number or an attribute that is known of the data</source>
        <translation>Eine Zahl oder ein Merkmal, das von den Daten bekannt ist</translation>
    </message>
    <message>
        <source>A path along the data needs their codes: this model cannot encode images.</source>
        <translation>Ein Weg entlang der Daten braucht deren Codes: Dieses Modell kann keine Bilder kodieren.</translation>
    </message>
    <message>
        <source>A path has 2 to {most:,} frames, not {count:,}.</source>
        <translation>Ein Weg hat 2 bis {most:,} Bilder, nicht {count:,}.</translation>
    </message>
    <message>
        <source>A path needs two points or more.</source>
        <translation>Ein Weg braucht zwei oder mehr Punkte.</translation>
    </message>
    <message>
        <source>A picture has the shape {found}, but the model makes {expected}: fit it to the model first.</source>
        <translation>Ein Bild hat die Form {found}, das Modell macht aber {expected}: Bitte das Bild zuerst anpassen.</translation>
    </message>
    <message>
        <source>A pixel of samples varies by {share:.0%} of what it does in the data (healthy: 60 % and more).</source>
        <translation>Ein Pixel der Stichproben schwankt um {share:.0%} dessen, was es in den Daten schwankt (gesund: 60 % und mehr).</translation>
    </message>
    <message>
        <source>A plane through the data, in closed form: no training, ready in milliseconds.</source>
        <translation>Eine Ebene durch die Daten, durch eine Formel gelöst: kein Training, in Millisekunden fertig.</translation>
    </message>
    <message>
        <source>A process that decoded images was ended, perhaps for want of memory: close other programs and open the data again; it goes on where it was.</source>
        <translation>Ein Prozess, der Bilder dekodiert hat, wurde beendet, vielleicht aus Mangel an Speicher: Bitte andere Programme schließen und die Daten noch einmal öffnen; es geht weiter, wo es war.</translation>
    </message>
    <message>
        <source>A random plane</source>
        <translation>Eine zufällige Ebene</translation>
    </message>
    <message>
        <source>A random sample</source>
        <translation>Eine Stichprobe</translation>
    </message>
    <message>
        <source>A ring, a grid, moons, … on a plane or a line</source>
        <translation>Ein Ring, ein Gitter, Monde, … auf einer Ebene oder Geraden</translation>
    </message>
    <message>
        <source>A run is training, and the lesson needs a run of its own.</source>
        <translation>Ein Lauf trainiert gerade, und die Lektion braucht einen eigenen.</translation>
    </message>
    <message>
        <source>A support vector machine beside classifiers that know what the classes look like.</source>
        <translation>Eine Support-Vektor-Maschine neben Klassifikatoren, die wissen, wie die Klassen aussehen.</translation>
    </message>
    <message>
        <source>A − B + C leaves nothing that could be judged: choose other concepts.</source>
        <translation>A − B + C lässt nichts übrig, was sich beurteilen ließe: Bitte andere Begriffe wählen.</translation>
    </message>
    <message>
        <source>A − B + C of the pictures themselves: what codes are better at</source>
        <translation>A − B + C aus den Bildern selbst: was Codes besser können</translation>
    </message>
    <message>
        <source>A&amp;lways</source>
        <translation>&amp;Immer</translation>
    </message>
    <message>
        <source>AIS acceptance</source>
        <translation>AIS: Annahmerate</translation>
    </message>
    <message>
        <source>AIS effective</source>
        <translation>AIS: wirksamer Anteil</translation>
    </message>
    <message>
        <source>AUC SVM</source>
        <translation>AUC SVM</translation>
    </message>
    <message>
        <source>AUC pPCA</source>
        <translation>AUC pPCA</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>About genstudio</source>
        <translation>Über genstudio</translation>
    </message>
    <message>
        <source>About the enlarged image</source>
        <translation>Zum vergrößerten Bild</translation>
    </message>
    <message>
        <source>About the result</source>
        <translation>Zum Ergebnis</translation>
    </message>
    <message>
        <source>Above 1.05 the chains have not come together</source>
        <translation>Über 1,05 haben die Ketten nicht zusammengefunden</translation>
    </message>
    <message>
        <source>Above: the ELBO and the gap make log p(x). Below: reconstruction minus KL make it.</source>
        <translation>Oben: ELBO und Lücke ergeben log p(x). Unten: Rekonstruktion minus KL ergibt die ELBO.</translation>
    </message>
    <message>
        <source>Accuracy by labels of each class</source>
        <translation>Genauigkeit nach Labels je Klasse</translation>
    </message>
    <message>
        <source>Accuracy in the picture</source>
        <translation>Genauigkeit im Bild</translation>
    </message>
    <message>
        <source>Accuracy of D</source>
        <translation>Genauigkeit von D</translation>
    </message>
    <message>
        <source>Accuracy on the test images</source>
        <translation>Genauigkeit bei den Testbildern</translation>
    </message>
    <message>
        <source>Across</source>
        <translation>Waagerecht</translation>
    </message>
    <message>
        <source>Active units</source>
        <translation>Aktive Einheiten</translation>
    </message>
    <message>
        <source>Adam: memory of its square</source>
        <translation>Adam: Gedächtnis für das Quadrat des Gradienten</translation>
    </message>
    <message>
        <source>Adam: memory of the gradient</source>
        <translation>Adam: Gedächtnis für den Gradienten</translation>
    </message>
    <message>
        <source>Add a border</source>
        <translation>Rand anfügen</translation>
    </message>
    <message>
        <source>Add it</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Add it, or take it away</source>
        <translation>Hinzufügen oder wegnehmen</translation>
    </message>
    <message>
        <source>Add the pins to {pile}</source>
        <translation>Die Nadeln hinzufügen: {pile}</translation>
    </message>
    <message>
        <source>Add the selected data points to {pile}</source>
        <translation>Die ausgewählten Datenpunkte hinzufügen: {pile}</translation>
    </message>
    <message>
        <source>Add the set-up</source>
        <translation>Einrichtung einreihen</translation>
    </message>
    <message>
        <source>Add to the a&amp;pplications menu</source>
        <translation>Zum &amp;Anwendungsmenü hinzufügen</translation>
    </message>
    <message>
        <source>Add to the queue</source>
        <translation>In die Warteschlange</translation>
    </message>
    <message>
        <source>Add up pictures by their codes: “man with glasses − man + woman” is a woman with glasses. Choose what each slot shows; samples that show it are picked, and a judge says what came of it.</source>
        <translation>Bilder durch ihre Codes addieren: „Mann mit Brille − Mann + Frau“ ist eine Frau mit Brille. Wählen Sie, was jedes Fach zeigt; Stichproben, die es zeigen, werden herausgesucht, und ein Richter sagt, was daraus geworden ist.</translation>
    </message>
    <message>
        <source>Add your own picture to {pile}</source>
        <translation>Das eigene Bild hinzufügen: {pile}</translation>
    </message>
    <message>
        <source>Added to the draw&apos;s other dimensions</source>
        <translation>Kommt zu den anderen Dimensionen der Ziehung hinzu</translation>
    </message>
    <message numerus="yes">
        <source>Added to the queue: %n training(s) to be done.</source>
        <translation>
            <numerusform>In die Warteschlange eingereiht: %n Training.</numerusform>
            <numerusform>In die Warteschlange eingereiht: %n Trainings.</numerusform>
        </translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>Erweitert</translation>
    </message>
    <message>
        <source>Advanced: {form}</source>
        <translation>Erweitert: {form}</translation>
    </message>
    <message>
        <source>After {step} steps. The Bernoulli&apos;s {bits} bits are what an image costs. With grey levels from 0 to 255 in place of 0 to 1, the Gaussian&apos;s ELBO would be {shift} nats lower, and the same model.</source>
        <translation>Nach {step} Schritten. Die {bits} Bits von Bernoulli sind, was ein Bild kostet. Mit Grauwerten von 0 bis 255 statt 0 bis 1 wäre die ELBO von Gauß um {shift} Nats kleiner, und das Modell dasselbe.</translation>
    </message>
    <message>
        <source>Again</source>
        <comment>a picture encoded and decoded</comment>
        <translation>Rekonstruiert</translation>
    </message>
    <message>
        <source>Again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Again and again</source>
        <translation>Immer wieder</translation>
    </message>
    <message>
        <source>All classes share one sigma here. With unlabelled images: pPCA labels the other training images itself and learns from them too; an SVM cannot use them.</source>
        <translation>Alle Klassen teilen hier ein Sigma. Mit Bildern ohne Labels: Die pPCA ordnet die übrigen Trainingsbilder selbst ein und lernt auch aus ihnen; eine SVM kann sie nicht nutzen.</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>All modes are captured, and nine in ten samples lie within 3 sigma of one.</source>
        <translation>Alle Moden sind gefunden, und neun von zehn Stichproben liegen höchstens 3 Sigma von einer entfernt.</translation>
    </message>
    <message>
        <source>All pictures have the same number, so there is no direction to turn.</source>
        <translation>Alle Bilder haben dieselbe Zahl, also gibt es keine Richtung zum Drehen.</translation>
    </message>
    <message>
        <source>All tell the classes apart about equally well. Only the generative ones can also draw them, and say that something is none of them.</source>
        <translation>Alle unterscheiden die Klassen etwa gleich gut. Nur die generativen können sie auch zeichnen und sagen, dass etwas keine davon ist.</translation>
    </message>
    <message>
        <source>All weights move a little, by the mean gradient over the batch.</source>
        <translation>Alle Gewichte ändern sich ein wenig, nach dem mittleren Gradienten über den Batch.</translation>
    </message>
    <message>
        <source>Allowed: {allowed}. Default: {default}.</source>
        <translation>Erlaubt: {allowed}. Vorgabe: {default}.</translation>
    </message>
    <message>
        <source>Along the sphere</source>
        <translation>Auf der Kugel</translation>
    </message>
    <message>
        <source>Also: {names}</source>
        <translation>Auch: {names}</translation>
    </message>
    <message>
        <source>Alt+Right, Delete</source>
        <translation>Alt+Rechts, Entf</translation>
    </message>
    <message>
        <source>Alt+Up, Alt+Down</source>
        <translation>Alt+Hoch, Alt+Herunter</translation>
    </message>
    <message>
        <source>An SVM cannot: it learned where classes end, not what their images look like.</source>
        <translation>Eine SVM kann das nicht: Sie hat gelernt, wo Klassen enden, nicht, wie ihre Bilder aussehen.</translation>
    </message>
    <message>
        <source>Another</source>
        <translation>Andere</translation>
    </message>
    <message>
        <source>Another checkpoint</source>
        <translation>Sicherungspunkt</translation>
    </message>
    <message>
        <source>Another draw</source>
        <translation>Neue Ziehung</translation>
    </message>
    <message>
        <source>Another exemplar in the place of the marked one in {slot}</source>
        <translation>Ein anderes Beispiel statt des markierten: {slot}</translation>
    </message>
    <message>
        <source>Another one of the data</source>
        <translation>Ein anderes der Daten</translation>
    </message>
    <message>
        <source>Another plane</source>
        <translation>Andere Ebene</translation>
    </message>
    <message>
        <source>Another process of this training has ended or cannot be reached. The run is kept up to its last checkpoint.</source>
        <translation>Ein anderer Prozess dieses Trainings ist beendet oder nicht erreichbar. Der Lauf ist bis zu seinem letzten Sicherungspunkt erhalten.</translation>
    </message>
    <message>
        <source>Another run</source>
        <translation>Anderer Lauf</translation>
    </message>
    <message>
        <source>Another sigma for the Gaussian&apos;s draws and its ELBO; also by dragging</source>
        <translation>Ein anderes Sigma für die Ziehungen von Gauß und seine ELBO; auch durch Ziehen</translation>
    </message>
    <message>
        <source>Any class</source>
        <translation>Jede Klasse</translation>
    </message>
    <message>
        <source>Apple GPU</source>
        <translation>Apple-GPU</translation>
    </message>
    <message>
        <source>Apple GPU, {size:.0f} GB shared</source>
        <translation>Apple-GPU, {size:.0f}&#xa0;GB gemeinsam genutzt</translation>
    </message>
    <message>
        <source>Apple&apos;s GPU</source>
        <translation>die GPU von Apple</translation>
    </message>
    <message>
        <source>Applications</source>
        <translation>Anwendungen</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>Architektur</translation>
    </message>
    <message>
        <source>Arithmetic</source>
        <translation>Rechnen</translation>
    </message>
    <message>
        <source>Around</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>Around a sample</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>Arrived: p_g is p_data (JSD below 0.02 nats), D is 1/2 all over their support (to within 0.1), and V is close to -log 4. Training may go on.</source>
        <translation>Am Ziel: p_g ist p_data (JSD unter 0,02 Nats), D ist 1/2 auf dem ganzen Träger der beiden (bis auf 0,1), und V liegt nahe bei -log 4. Das Training darf weitergehen.</translation>
    </message>
    <message>
        <source>Arrows</source>
        <translation>Pfeiltasten</translation>
    </message>
    <message>
        <source>As drawn</source>
        <translation>Wie gezogen</translation>
    </message>
    <message>
        <source>As fast as possible</source>
        <translation>So schnell wie möglich</translation>
    </message>
    <message>
        <source>As many z as a batch has are drawn from the prior.</source>
        <translation>So viele z, wie ein Batch hat, werden aus dem Prior gezogen.</translation>
    </message>
    <message>
        <source>As t-SNE, with another method; needs the package umap-learn</source>
        <translation>Wie t-SNE, mit einem anderen Verfahren; braucht das Paket umap-learn</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Ask about one such image; again for another</source>
        <translation>Nach einem solchen Bild fragen; noch einmal nach einem anderen</translation>
    </message>
    <message>
        <source>Asked to go on</source>
        <translation>Um Fortsetzung gebeten</translation>
    </message>
    <message>
        <source>Asked to pause</source>
        <translation>Um Pause gebeten</translation>
    </message>
    <message>
        <source>Asked to stop</source>
        <translation>Um Stopp gebeten</translation>
    </message>
    <message>
        <source>Asking the independent judge</source>
        <translation>Der unabhängige Richter wird gefragt</translation>
    </message>
    <message>
        <source>At least two classes with {count} training images each are needed: choose other data or other classes.</source>
        <translation>Nötig sind mindestens zwei Klassen mit je {count} Trainingsbildern: Bitte andere Daten oder andere Klassen wählen.</translation>
    </message>
    <message>
        <source>At most {most}. Fréchet distance: {features}. The other columns: how many pictures have what their caption says.</source>
        <translation>Höchstens {most}. Fréchet-Abstand: {features}. Die übrigen Spalten: wie viele Bilder haben, was ihre Bildunterschrift sagt.</translation>
    </message>
    <message>
        <source>At x = {x} there are neither data nor samples: any D will do.</source>
        <translation>Bei x = {x} sind weder Daten noch Stichproben: Jedes D ist recht.</translation>
    </message>
    <message>
        <source>At x = {x}, with the D of now: {p} · (1 − {d}) = {left}, and {q} · {d} = {right}.</source>
        <translation>Bei x = {x}, mit dem jetzigen D: {p} · (1 − {d}) = {left}, und {q} · {d} = {right}.</translation>
    </message>
    <message>
        <source>At x = {x}: m = ({p} + {q}) / 2 = {m}, so that D* = p_data / (2 m) = {best}.</source>
        <translation>Bei x = {x}: m = ({p} + {q}) / 2 = {m}, also D* = p_data / (2 m) = {best}.</translation>
    </message>
    <message>
        <source>At x = {x}: {p} / ({p} + {q}) = {best}. The network says {d}.</source>
        <translation>Bei x = {x}: {p} / ({p} + {q}) = {best}. Das Netz sagt {d}.</translation>
    </message>
    <message>
        <source>At x = {x}: {p} / {d} − {q} / (1 − {d}) = {slope}: {way}.</source>
        <translation>Bei x = {x}: {p} / {d} − {q} / (1 − {d}) = {slope}: {way}.</translation>
    </message>
    <message>
        <source>At x = {x}: {p} · log {d} + {q} · log(1 − {d}) = {value}. All x together: V = {v}.</source>
        <translation>Bei x = {x}: {p} · log {d} + {q} · log(1 − {d}) = {value}. Alle x zusammen: V = {v}.</translation>
    </message>
    <message>
        <source>Attribute</source>
        <translation>Merkmal</translation>
    </message>
    <message>
        <source>Augment</source>
        <translation>Augmentierung</translation>
    </message>
    <message>
        <source>Augment speed</source>
        <translation>Anpassung</translation>
    </message>
    <message>
        <source>Average over groups in which all other known attributes are equal, so that what merely comes along is not learned</source>
        <translation>Über Gruppen mitteln, in denen alle anderen bekannten Merkmale gleich sind, damit nicht gelernt wird, was nur zufällig mitkommt</translation>
    </message>
    <message numerus="yes">
        <source>Averaged over %n group(s) of equal other attributes.</source>
        <translation>
            <numerusform>Gemittelt über %n Gruppe, in der die anderen Merkmale gleich sind.</numerusform>
            <numerusform>Gemittelt über %n Gruppen, in denen die anderen Merkmale gleich sind.</numerusform>
        </translation>
    </message>
    <message>
        <source>BDMC gap</source>
        <translation>BDMC-Abstand</translation>
    </message>
    <message>
        <source>BEGAN (boundary equilibrium GAN)</source>
        <translation>BEGAN (Boundary Equilibrium GAN)</translation>
    </message>
    <message>
        <source>BEGAN makes large, smooth pictures. Choose two real ones: a search finds their codes, and you walk from one to the other through pictures that nobody has taken.</source>
        <translation>BEGAN macht große, glatte Bilder. Wählen Sie zwei echte: Eine Suche findet ihre Codes, und Sie gehen vom einen zum anderen durch Bilder, die niemand je aufgenommen hat.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Back and there</source>
        <translation>Zurück und hin</translation>
    </message>
    <message>
        <source>Back to 0</source>
        <translation>Zurück auf 0</translation>
    </message>
    <message>
        <source>Back to an untrained model with the same settings; the run is kept ({key})</source>
        <translation>Zurück zu einem untrainierten Modell mit denselben Einstellungen; der Lauf bleibt erhalten ({key})</translation>
    </message>
    <message>
        <source>Back to the &amp;live model</source>
        <translation>Zurück zum &amp;Live-Modell</translation>
    </message>
    <message>
        <source>Back to the default</source>
        <translation>Zurück zur Vorgabe</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>Hintergrund</translation>
    </message>
    <message>
        <source>Balance (0: kept)</source>
        <translation>Gleichgewicht (0: gehalten)</translation>
    </message>
    <message>
        <source>Balance of a BEGAN</source>
        <translation>Gleichgewicht eines BEGAN</translation>
    </message>
    <message>
        <source>Balance of a CycleGAN</source>
        <translation>Gleichgewicht eines CycleGAN</translation>
    </message>
    <message>
        <source>Balance the other attributes</source>
        <translation>Die anderen Merkmale ausgleichen</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>Ausgeglichen</translation>
    </message>
    <message>
        <source>Bars: p(y|x) of the SVM as calibrated; log p(x|y) of the others, from {depth} nats below the best class up to it.</source>
        <translation>Balken: das kalibrierte p(y|x) der SVM; bei den anderen log p(x|y), von {depth} Nats unter der besten Klasse bis zu ihr.</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>Batchgröße</translation>
    </message>
    <message>
        <source>Batch size (batch_size) is {batch_size}; it must be at least 1.</source>
        <translation>Die Batchgröße (batch_size) ist {batch_size}; sie muss mindestens 1 sein.</translation>
    </message>
    <message>
        <source>Batch size (batch_size) is {size}, and there are {count} processes: each needs at least one image of every batch.</source>
        <translation>Die Batchgröße (batch_size) ist {size}, und es gibt {count} Prozesse: Jeder braucht mindestens ein Bild jedes Batches.</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>Before and after</source>
        <translation>Vorher und nachher</translation>
    </message>
    <message>
        <source>Before, after, and what changed</source>
        <translation>Vorher, nachher und was sich geändert hat</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Beginnen</translation>
    </message>
    <message>
        <source>Begin again at the end</source>
        <translation>Am Ende von vorn beginnen</translation>
    </message>
    <message>
        <source>Begin again with free bits (0.1 nat a dimension) and a KL warm-up</source>
        <translation>Von vorn mit freien Bits (0,1 Nats je Dimension) und einem KL-Anlauf</translation>
    </message>
    <message>
        <source>Begin to train what is chosen on the left (Space)</source>
        <translation>Mit dem Training dessen beginnen, was links gewählt ist (Leertaste)</translation>
    </message>
    <message>
        <source>Begin where a long training has led to</source>
        <translation>Dort beginnen, wohin ein langes Training geführt hat</translation>
    </message>
    <message>
        <source>Being drawn…</source>
        <translation>Wird gezeichnet…</translation>
    </message>
    <message>
        <source>Benches</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>Bernoulli</source>
        <translation>Bernoulli</translation>
    </message>
    <message>
        <source>Beside</source>
        <translation>Daneben</translation>
    </message>
    <message>
        <source>Beside the test images</source>
        <translation>Verglichen mit den Testbildern</translation>
    </message>
    <message>
        <source>Best checkpoint by</source>
        <translation>Bester Sicherungspunkt nach</translation>
    </message>
    <message>
        <source>Best: {term} {value} at step {step}</source>
        <translation>Bester: {term} {value} bei Schritt {step}</translation>
    </message>
    <message>
        <source>Beta</source>
        <translation>Beta</translation>
    </message>
    <message>
        <source>Beta 1</source>
        <translation>Beta 1</translation>
    </message>
    <message>
        <source>Beta 2</source>
        <translation>Beta 2</translation>
    </message>
    <message>
        <source>Between the captions</source>
        <translation>Zwischen den Bildunterschriften</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>Schwarz</translation>
    </message>
    <message>
        <source>Blend</source>
        <translation>Überblenden</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>Blöcke</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>Blau</translation>
    </message>
    <message>
        <source>Both are the same folder: style transfer needs two.</source>
        <translation>Beide sind derselbe Ordner: Stilübertragung braucht zwei.</translation>
    </message>
    <message>
        <source>Both are {name}: style transfer needs two different folders.</source>
        <translation>Beide sind {name}: Stilübertragung braucht zwei verschiedene Ordner.</translation>
    </message>
    <message>
        <source>Both captions are the same: write another one.</source>
        <translation>Beide Bildunterschriften sind gleich: Bitte eine andere schreiben.</translation>
    </message>
    <message>
        <source>Both estimators have the same mean, the exact gradient. The narrower one learns with fewer draws: that is why a VAE is reparameterised.</source>
        <translation>Beide Schätzer haben dasselbe Mittel, den exakten Gradienten. Der schmalere lernt mit weniger Ziehungen: Deshalb wird ein VAE reparametrisiert.</translation>
    </message>
    <message>
        <source>Both groups look the same by these features: choose other groups or features.</source>
        <translation>Beide Gruppen sehen nach diesen Merkmalen gleich aus: Bitte andere Gruppen oder Merkmale wählen.</translation>
    </message>
    <message>
        <source>Both piles have the same mean, so there is no direction: fill them differently.</source>
        <translation>Beide Stapel haben denselben Mittelwert, also gibt es keine Richtung: Bitte die Stapel anders füllen.</translation>
    </message>
    <message>
        <source>Both piles need a code or more: add some to each.</source>
        <translation>Beide Stapel brauchen mindestens einen Code: Bitte jeden füllen.</translation>
    </message>
    <message>
        <source>Bound</source>
        <translation>Schranke</translation>
    </message>
    <message>
        <source>Bound of the chosen x (nats)</source>
        <translation>Schranke des gewählten x (Nats)</translation>
    </message>
    <message>
        <source>Bounds over the number of draws k</source>
        <translation>Schranken über der Zahl der Ziehungen k</translation>
    </message>
    <message>
        <source>Branch</source>
        <translation>Verzweigen</translation>
    </message>
    <message>
        <source>Branch and train</source>
        <translation>Verzweigen und trainieren</translation>
    </message>
    <message>
        <source>Branch here</source>
        <translation>Hier verzweigen</translation>
    </message>
    <message>
        <source>Branch off the run</source>
        <translation>Vom Lauf verzweigen</translation>
    </message>
    <message>
        <source>Branch off {run}</source>
        <translation>Von {run} verzweigen</translation>
    </message>
    <message>
        <source>Branched off</source>
        <translation>Herkunft des Zweigs</translation>
    </message>
    <message>
        <source>Branched off {parent} at step {step}.</source>
        <translation>Zweig von {parent}, ab Schritt {step}.</translation>
    </message>
    <message>
        <source>Brown</source>
        <translation>Braun</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>Pinsel</translation>
    </message>
    <message>
        <source>Brush size</source>
        <translation>Pinselgröße</translation>
    </message>
    <message>
        <source>Budget</source>
        <translation>Budget</translation>
    </message>
    <message>
        <source>By arcs that keep the length that codes have under a Gaussian prior</source>
        <translation>In Bögen, die die Länge wahren, die Codes unter einem Gauß-Prior haben</translation>
    </message>
    <message>
        <source>By direction</source>
        <translation>Nach Richtung</translation>
    </message>
    <message>
        <source>By many short steps from code to code: slower, but never far from the data</source>
        <translation>In vielen kurzen Schritten von Code zu Code: langsamer, aber nie weit von den Daten</translation>
    </message>
    <message>
        <source>By pixels</source>
        <translation>Nach Pixeln</translation>
    </message>
    <message>
        <source>By the sphere (slerp)</source>
        <translation>Auf der Kugel (slerp)</translation>
    </message>
    <message>
        <source>C of the SVM: what an image on the wrong side costs</source>
        <translation>C der SVM: was ein Bild auf der falschen Seite kostet</translation>
    </message>
    <message>
        <source>CIFAR-10</source>
        <translation>CIFAR-10</translation>
    </message>
    <message numerus="yes">
        <source>CPU, %n core(s)</source>
        <translation>
            <numerusform>CPU, %n Kern</numerusform>
            <numerusform>CPU, %n Kerne</numerusform>
        </translation>
    </message>
    <message>
        <source>CPU, {cores} cores, {size:.0f} GB</source>
        <translation>CPU, {cores} Kerne, {size:.0f}&#xa0;GB</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>CSV file with two columns of numbers (file)</source>
        <translation>CSV-Datei mit zwei Spalten von Zahlen (file)</translation>
    </message>
    <message>
        <source>CUDA can be used</source>
        <translation>CUDA nutzbar</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>Zwischenspeicher</translation>
    </message>
    <message>
        <source>Call off the start</source>
        <translation>Start absagen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancel the examination</source>
        <translation>Die Untersuchung abbrechen</translation>
    </message>
    <message>
        <source>Cancel the export</source>
        <translation>Den Export abbrechen</translation>
    </message>
    <message>
        <source>Cancel the map</source>
        <translation>Die Karte abbrechen</translation>
    </message>
    <message>
        <source>Cancel the search</source>
        <translation>Die Suche abbrechen</translation>
    </message>
    <message>
        <source>Cancelled at step {step} of {total}: the best so far is shown.</source>
        <translation>Bei Schritt {step} von {total} abgebrochen: Gezeigt wird das bisher Beste.</translation>
    </message>
    <message>
        <source>Cancelled: Measure goes on with those that are left.</source>
        <translation>Abgebrochen: „Messen“ macht mit den übrigen weiter.</translation>
    </message>
    <message>
        <source>Cancelled: the pictures are as far as they had come.</source>
        <translation>Abgebrochen: Die Bilder bleiben, so weit sie gekommen sind.</translation>
    </message>
    <message>
        <source>Cancelled: there is nothing to show yet.</source>
        <translation>Abgebrochen: Noch gibt es nichts zu zeigen.</translation>
    </message>
    <message>
        <source>Canvas</source>
        <translation>Zeichenfläche</translation>
    </message>
    <message>
        <source>Capacity</source>
        <translation>Kapazität</translation>
    </message>
    <message>
        <source>Capacity rise</source>
        <translation>Kapazitätsanstieg</translation>
    </message>
    <message>
        <source>Capacity weight</source>
        <translation>Kapazitätsgewicht</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>Bildunterschrift</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>Beschriftung</translation>
    </message>
    <message>
        <source>Captions of the data, other ones each time</source>
        <translation>Bildunterschriften der Daten, jedes Mal andere</translation>
    </message>
    <message>
        <source>Cartoon faces with captions: glasses, smile, hair, hat and beard are known</source>
        <translation>Gezeichnete Gesichter mit Beschreibungen: Brille, Lächeln, Haare, Mütze und Bart sind bekannt</translation>
    </message>
    <message>
        <source>Centre</source>
        <translation>Mitte</translation>
    </message>
    <message>
        <source>Chain images</source>
        <translation>Bilder der Wichtungsschranken</translation>
    </message>
    <message>
        <source>Chains</source>
        <translation>Ketten</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Change a word</source>
        <translation>Ein Wort ändern</translation>
    </message>
    <message>
        <source>Change nothing</source>
        <translation>Nichts ändern</translation>
    </message>
    <message>
        <source>Change settings, and go on from its newest checkpoint as a run of its own</source>
        <translation>Einstellungen ändern und vom neuesten Sicherungspunkt als eigener Lauf weitergehen</translation>
    </message>
    <message>
        <source>Change settings, and go on from this step as a run of its own (Ctrl+B)</source>
        <translation>Einstellungen ändern und von diesem Schritt als eigener Lauf weitergehen (Strg+B)</translation>
    </message>
    <message>
        <source>Change the picture for all strengths at once; then slide</source>
        <translation>Das Bild für alle Stärken auf einmal ändern; dann schieben</translation>
    </message>
    <message>
        <source>Change the word {word}</source>
        <translation>Das Wort {word} ändern</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Verändert</translation>
    </message>
    <message>
        <source>Changing the picture</source>
        <translation>Das Bild wird geändert</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>Diagramm</translation>
    </message>
    <message>
        <source>Chec&amp;kpoints</source>
        <translation>Sicherungspun&amp;kte</translation>
    </message>
    <message>
        <source>Checkpoint every</source>
        <translation>Sicherung alle</translation>
    </message>
    <message>
        <source>Checkpoint looked at</source>
        <translation>Betrachteter Sicherungspunkt</translation>
    </message>
    <message>
        <source>Checkpoint shown</source>
        <translation>Gezeigter Sicherungspunkt</translation>
    </message>
    <message>
        <source>Checkpoints a second</source>
        <translation>Sicherungspunkte je Sekunde</translation>
    </message>
    <message>
        <source>Choose a class and press Sample.</source>
        <translation>Eine Klasse wählen und „Ziehen“ drücken.</translation>
    </message>
    <message>
        <source>Choose a file and make the film</source>
        <translation>Eine Datei wählen und den Film machen</translation>
    </message>
    <message>
        <source>Choose a first and a last picture: drop a file, open one, or take one of the data.</source>
        <translation>Bitte ein erstes und ein letztes Bild wählen: eine Datei hierher ziehen, eine öffnen oder eines der Daten nehmen.</translation>
    </message>
    <message>
        <source>Choose a folder for the runs</source>
        <translation>Einen Ordner für die Läufe wählen</translation>
    </message>
    <message>
        <source>Choose a folder of images to learn from</source>
        <translation>Einen Ordner mit Bildern wählen, aus denen gelernt wird</translation>
    </message>
    <message>
        <source>Choose a picture and press Change</source>
        <translation>Ein Bild wählen und „Ändern“ drücken</translation>
    </message>
    <message>
        <source>Choose a picture first.</source>
        <translation>Bitte zuerst ein Bild wählen.</translation>
    </message>
    <message>
        <source>Choose all images of a gallery</source>
        <translation>Alle Bilder einer Galerie wählen</translation>
    </message>
    <message>
        <source>Choose at least one run that draws from captions.</source>
        <translation>Bitte mindestens einen Lauf wählen, der nach Bildunterschriften zeichnet.</translation>
    </message>
    <message>
        <source>Choose from 2 to {most} runs to compare.</source>
        <translation>Bitte 2 bis {most} Läufe zum Vergleichen wählen.</translation>
    </message>
    <message>
        <source>Choose one more image of a gallery, or one less</source>
        <translation>Ein Bild einer Galerie dazu- oder abwählen</translation>
    </message>
    <message>
        <source>Choose style transfer between these two classes of the open data</source>
        <translation>Die Stilübertragung zwischen diesen zwei Klassen der offenen Daten wählen</translation>
    </message>
    <message>
        <source>Choose the file of weights first.</source>
        <translation>Bitte zuerst die Datei mit den Gewichten wählen.</translation>
    </message>
    <message>
        <source>Choose the folder of the runs</source>
        <translation>Den Ordner der Läufe wählen</translation>
    </message>
    <message>
        <source>Choose the folder…</source>
        <translation>Ordner wählen…</translation>
    </message>
    <message>
        <source>Choose the kind of model in the set-up pane; Train then begins</source>
        <translation>Die Art des Modells im Bereich „Einrichten“ wählen; „Trainieren“ beginnt dann</translation>
    </message>
    <message>
        <source>Choose the run, or the folder that holds it</source>
        <translation>Den Lauf wählen, oder den Ordner, in dem er liegt</translation>
    </message>
    <message>
        <source>Choose the two groups first.</source>
        <translation>Bitte zuerst die zwei Gruppen wählen.</translation>
    </message>
    <message>
        <source>Choose this kind of model for these data in the set-up pane</source>
        <translation>Diese Art von Modell im Bereich „Einrichten“ für diese Daten wählen</translation>
    </message>
    <message>
        <source>Choose two other kinds of pictures; this model stays a run.</source>
        <translation>Bitte zwei andere Arten von Bildern wählen; dieses Modell bleibt als Lauf.</translation>
    </message>
    <message>
        <source>Choose two pictures: here comes what lies between them.</source>
        <translation>Bitte zwei Bilder wählen: Hier erscheint, was dazwischen liegt.</translation>
    </message>
    <message>
        <source>Choose what you expect, then try it out</source>
        <translation>Erst wählen, was zu erwarten ist, dann ausprobieren</translation>
    </message>
    <message>
        <source>Choose what {slot} shows</source>
        <translation>Wählen, was gezeigt wird: {slot}</translation>
    </message>
    <message>
        <source>Choose who takes part and how long each may train, then press “Queue them”. Each starts from the settings that fit these data best; probabilistic PCA is the baseline to beat.</source>
        <translation>Wählen, wer mitmacht und wie lange jedes Modell trainieren darf, dann „Einreihen“ drücken. Jedes beginnt mit den Einstellungen, die am besten zu diesen Daten passen; die probabilistische PCA ist der Maßstab, den es zu schlagen gilt.</translation>
    </message>
    <message>
        <source>Circles, stars, hearts, … with captions: kind, colour, size and place are known</source>
        <translation>Kreise, Sterne, Herzen, … mit Beschreibungen: Art, Farbe, Größe und Lage sind bekannt</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Class {name}</source>
        <translation>Klasse {name}</translation>
    </message>
    <message>
        <source>Class {name}: click hides or shows it, Ctrl+click shows only it, Shift+click selects its points</source>
        <translation>Klasse {name}: Klick verbirgt oder zeigt sie, Strg+Klick zeigt nur sie, Umschalt+Klick wählt ihre Punkte aus</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>Classes apart (LDA)</source>
        <translation>Klassen getrennt (LDA)</translation>
    </message>
    <message>
        <source>Classifier</source>
        <translation>Klassifikator</translation>
    </message>
    <message>
        <source>Classifier of the data</source>
        <translation>Klassifikator der Daten</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Clear done</source>
        <translation>Fertige entfernen</translation>
    </message>
    <message>
        <source>Clear the canvas</source>
        <translation>Die Zeichenfläche leeren</translation>
    </message>
    <message>
        <source>Click a data point (or any place, or a digit) to choose x. Green is the true posterior, purple the encoder&apos;s q; the gap between ELBO and log p(x) is their KL.</source>
        <translation>Ein Klick auf einen Datenpunkt (oder irgendeine Stelle, oder eine Ziffer) wählt x. Grün ist der wahre Posterior, violett das q des Encoders; die Lücke zwischen ELBO und log p(x) ist ihre KL.</translation>
    </message>
    <message>
        <source>Click a data point on the plane: its exact posterior p(z|x) is drawn there, with what the encoder makes of it.</source>
        <translation>Einen Datenpunkt auf der Ebene anklicken: Dort erscheint sein genauer Posterior p(z|x), und was der Encoder daraus macht.</translation>
    </message>
    <message>
        <source>Click a dot: every classifier says what it is, and why.</source>
        <translation>Auf einen Punkt klicken: Jeder Klassifikator sagt, was es ist, und warum.</translation>
    </message>
    <message>
        <source>Click a point on the plane to see the real images nearest to it.</source>
        <translation>Einen Punkt auf der Ebene anklicken, um die echten Bilder zu sehen, die ihm am nächsten sind.</translation>
    </message>
    <message>
        <source>Click the plane to pin a point, or drag along it to see a film of the path.</source>
        <translation>Die Ebene anklicken, um einen Punkt anzuheften, oder auf ihr ziehen, um den Weg als Film zu sehen.</translation>
    </message>
    <message>
        <source>Click the plane to pin a point. A pin of a data point stays with it while the model learns, and all pins are kept with the run.</source>
        <translation>Ein Klick auf die Ebene heftet einen Punkt an. Eine Nadel auf einem Datenpunkt bleibt bei ihm, während das Modell lernt; alle Nadeln werden beim Lauf aufgehoben.</translation>
    </message>
    <message>
        <source>Click to see this large</source>
        <translation>Klicken, um dies groß zu sehen</translation>
    </message>
    <message>
        <source>Clipping norm</source>
        <translation>Gradientengrenze (Norm)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close message</source>
        <translation>Meldung schließen</translation>
    </message>
    <message>
        <source>Close the enlarged image</source>
        <translation>Das vergrößerte Bild schließen</translation>
    </message>
    <message>
        <source>Close the hole</source>
        <translation>Das Loch schließen</translation>
    </message>
    <message>
        <source>Close the walk</source>
        <translation>Den Spaziergang schließen</translation>
    </message>
    <message>
        <source>Close the walk; while it is exported, cancel that</source>
        <translation>Den Spaziergang schließen; während er gespeichert wird, das abbrechen</translation>
    </message>
    <message>
        <source>Close the welcome</source>
        <translation>Das Willkommen schließen</translation>
    </message>
    <message>
        <source>Close this message (Esc)</source>
        <translation>Diese Meldung schließen (Esc)</translation>
    </message>
    <message>
        <source>Close this; Help, Welcome brings it back</source>
        <translation>Schließen; „Hilfe &gt; Willkommen“ holt es zurück</translation>
    </message>
    <message>
        <source>Codes of a pile are not finite: fill it with others.</source>
        <translation>Codes eines Stapels sind nicht endlich: Bitte andere nehmen.</translation>
    </message>
    <message>
        <source>Collapse of the generator</source>
        <translation>Kollaps des Generators</translation>
    </message>
    <message>
        <source>Collapsed units</source>
        <translation>Kollabierte Einheiten</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Colours may be turned: one generator makes negatives, the other undoes it.</source>
        <translation>Die Farben könnten umgekehrt sein: Ein Generator macht Negative, der andere hebt es wieder auf.</translation>
    </message>
    <message>
        <source>Come back to the first sample, and begin again</source>
        <translation>Zur ersten Stichprobe zurückkehren und von vorn beginnen</translation>
    </message>
    <message>
        <source>Comes with the program</source>
        <translation>Wird mitgeliefert</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Compare it with the training images; the first time that takes a while</source>
        <translation>Mit den Trainingsbildern vergleichen; beim ersten Mal dauert das eine Weile</translation>
    </message>
    <message>
        <source>Compare runs</source>
        <translation>Läufe vergleichen</translation>
    </message>
    <message>
        <source>Compare the runs</source>
        <translation>Die Läufe vergleichen</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>Ergänzen</translation>
    </message>
    <message>
        <source>Completing</source>
        <translation>Das Bild wird ergänzt</translation>
    </message>
    <message>
        <source>Completion</source>
        <translation>Ergänzung</translation>
    </message>
    <message>
        <source>Component {name}</source>
        <translation>Komponente {name}</translation>
    </message>
    <message>
        <source>Component {name}, value</source>
        <translation>Komponente {name}, Wert</translation>
    </message>
    <message>
        <source>Components</source>
        <translation>Komponenten</translation>
    </message>
    <message>
        <source>Components outside the plane</source>
        <translation>Komponenten außerhalb der Ebene</translation>
    </message>
    <message>
        <source>Computing</source>
        <translation>Berechnung</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>Bedingung</translation>
    </message>
    <message>
        <source>Conditional</source>
        <translation>Bedingt</translation>
    </message>
    <message>
        <source>Confusion</source>
        <translation>Verwechslung</translation>
    </message>
    <message>
        <source>Confusion matrix</source>
        <translation>Verwechslungsmatrix</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Context loss of the restarts</source>
        <translation>Kontextverlust der Anläufe</translation>
    </message>
    <message>
        <source>Continue training</source>
        <translation>Weiter trainieren</translation>
    </message>
    <message>
        <source>Coordinate {number} of x</source>
        <translation>Koordinate {number} von x</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy LaTeX</source>
        <translation>LaTeX kopieren</translation>
    </message>
    <message>
        <source>Copy all of it, for a bug report</source>
        <translation>Alles für einen Fehlerbericht kopieren</translation>
    </message>
    <message>
        <source>Copy for a bug report</source>
        <translation>Für einen Fehlerbericht kopieren</translation>
    </message>
    <message>
        <source>Copy seed, number and truncation, with which it can be drawn again</source>
        <translation>Startwert, Nummer und Trunkierung kopieren; damit lässt es sich wieder zeichnen</translation>
    </message>
    <message>
        <source>Copy the changed picture</source>
        <translation>Das veränderte Bild kopieren</translation>
    </message>
    <message>
        <source>Copy the large picture, to be pasted elsewhere</source>
        <translation>Das große Bild kopieren, um es anderswo einzufügen</translation>
    </message>
    <message>
        <source>Copy the picture</source>
        <translation>Das Bild kopieren</translation>
    </message>
    <message>
        <source>Copy the picture at the slider</source>
        <translation>Das Bild am Regler kopieren</translation>
    </message>
    <message>
        <source>Copy what makes it</source>
        <translation>Kopieren, woraus es entsteht</translation>
    </message>
    <message>
        <source>Cosine distance: one minus the cosine of the angle</source>
        <translation>Kosinus-Abstand: eins minus der Kosinus des Winkels</translation>
    </message>
    <message>
        <source>Coun&amp;t</source>
        <translation>An&amp;zahl</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>Abdeckung</translation>
    </message>
    <message>
        <source>Coverage held out</source>
        <translation>Abdeckung, ungesehene</translation>
    </message>
    <message>
        <source>Ctrl+A</source>
        <translation>Strg+A</translation>
    </message>
    <message>
        <source>Ctrl+Arrows, Delete</source>
        <translation>Strg+Pfeiltasten, Entf</translation>
    </message>
    <message>
        <source>Ctrl+Z</source>
        <translation>Strg+Z</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>Kurven</translation>
    </message>
    <message>
        <source>Curves appear here while a model trains</source>
        <translation>Hier erscheinen Kurven, während ein Modell trainiert</translation>
    </message>
    <message>
        <source>Curves of the parent</source>
        <translation>Kurven des Elternlaufs</translation>
    </message>
    <message>
        <source>Curves of the runs</source>
        <translation>Kurven der Läufe</translation>
    </message>
    <message>
        <source>Curves of {title}</source>
        <translation>Kurven: {title}</translation>
    </message>
    <message>
        <source>Cut its ends off</source>
        <translation>Enden abschneiden</translation>
    </message>
    <message>
        <source>Cyan</source>
        <translation>Türkis</translation>
    </message>
    <message>
        <source>Cycle</source>
        <translation>Zyklus</translation>
    </message>
    <message>
        <source>CycleGAN turns pictures of one kind into another kind, and back, and learns it from two folders that have no picture in common. Drop the two folders here.</source>
        <translation>CycleGAN macht aus Bildern einer Art Bilder einer anderen und wieder zurück und lernt das aus zwei Ordnern, die kein Bild gemeinsam haben. Ziehen Sie die zwei Ordner hierher.</translation>
    </message>
    <message>
        <source>D</source>
        <translation>D</translation>
    </message>
    <message>
        <source>D = ½</source>
        <translation>D = ½</translation>
    </message>
    <message>
        <source>D at this x</source>
        <translation>D an diesem x</translation>
    </message>
    <message>
        <source>D beside the best D there is, V(D, G) beside -log 4 + 2 JSD, all of it exact.</source>
        <translation>D neben dem besten D, das es gibt, V(D, G) neben -log 4 + 2 JSD, alles exakt.</translation>
    </message>
    <message>
        <source>D is as close to D* as it gets in this time: where p_g ends, D* jumps, and a network can only be steep.</source>
        <translation>D ist so nah an D*, wie es in dieser Zeit geht: Wo p_g endet, springt D*, und ein Netz kann nur steil sein.</translation>
    </message>
    <message>
        <source>D is at its optimum: wherever there are data or samples, it is D* to within 0.05.</source>
        <translation>D ist am Optimum: Wo immer Daten oder Stichproben sind, ist es bis auf 0,05 gleich D*.</translation>
    </message>
    <message>
        <source>D is too high here</source>
        <translation>D ist hier zu hoch</translation>
    </message>
    <message>
        <source>D is too low here</source>
        <translation>D ist hier zu niedrig</translation>
    </message>
    <message>
        <source>D judges all points: the larger a point, the more D is wrong about it.</source>
        <translation>D beurteilt alle Punkte: Je größer ein Punkt, desto mehr irrt sich D bei ihm.</translation>
    </message>
    <message>
        <source>D judges both: how likely is it that each is real?</source>
        <translation>D beurteilt beide: Wie wahrscheinlich ist jedes echt?</translation>
    </message>
    <message>
        <source>D judges the fakes: the larger a point, the surer D is that it is fake. D does not learn now.</source>
        <translation>D beurteilt die erzeugten: Je größer ein Punkt, desto sicherer hält D ihn für erzeugt. D lernt jetzt nicht.</translation>
    </message>
    <message>
        <source>D judges the fakes; it does not learn now.</source>
        <translation>D beurteilt die erzeugten; es lernt jetzt nicht.</translation>
    </message>
    <message>
        <source>D loss</source>
        <translation>Verlust von D</translation>
    </message>
    <message>
        <source>D loss A</source>
        <translation>D-Verlust A</translation>
    </message>
    <message>
        <source>D loss B</source>
        <translation>D-Verlust B</translation>
    </message>
    <message>
        <source>D rate</source>
        <translation>Rate von D</translation>
    </message>
    <message>
        <source>D&apos;s weights move a little: the curve D(x) follows the arrows.</source>
        <translation>Die Gewichte von D ändern sich ein wenig: Die Kurve D(x) folgt den Pfeilen.</translation>
    </message>
    <message>
        <source>D&apos;s weights take one step: its line D = 1/2 moves from the dotted to the solid one.</source>
        <translation>Die Gewichte von D machen einen Schritt: Die Linie D = 1/2 geht von der gepunkteten zur durchgezogenen.</translation>
    </message>
    <message>
        <source>D(G(z)) is {share:.4f}; the gradient of log(1 - D(G(z))) is as small as that.</source>
        <translation>D(G(z)) ist {share:.4f}; ebenso klein ist der Gradient von log(1 - D(G(z))).</translation>
    </message>
    <message>
        <source>D(fake a)</source>
        <translation>D(erzeugt a)</translation>
    </message>
    <message>
        <source>D(fake b)</source>
        <translation>D(erzeugt b)</translation>
    </message>
    <message>
        <source>D(x)</source>
        <translation>D(x)</translation>
    </message>
    <message>
        <source>D(x) − D(wrong)</source>
        <translation>D(x) − D(wrong)</translation>
    </message>
    <message>
        <source>D(x), a score</source>
        <translation>D(x), eine Punktzahl</translation>
    </message>
    <message>
        <source>D(x), most real first</source>
        <translation>D(x), echte zuerst</translation>
    </message>
    <message>
        <source>D(x), real and generated points</source>
        <translation>D(x), echte und erzeugte Punkte</translation>
    </message>
    <message>
        <source>D*</source>
        <translation>D*</translation>
    </message>
    <message>
        <source>D*(x), the best D</source>
        <translation>D*(x), das beste D</translation>
    </message>
    <message>
        <source>D, D* and their difference in the plane</source>
        <translation>D, D* und ihr Unterschied in der Ebene</translation>
    </message>
    <message>
        <source>D: real and matching</source>
        <translation>D: echt und passend</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Data ({kinds})</source>
        <translation>Daten ({kinds})</translation>
    </message>
    <message>
        <source>Data, and the x that is chosen</source>
        <translation>Daten, und das gewählte x</translation>
    </message>
    <message>
        <source>Decoded grid</source>
        <translation>Raster</translation>
    </message>
    <message>
        <source>Decoded image</source>
        <translation>Dekodiertes Bild</translation>
    </message>
    <message>
        <source>Decoders</source>
        <translation>Decoder</translation>
    </message>
    <message>
        <source>Deep feature interpolation: the features of a picture are moved from a group that has not to a group that has, and a picture with such features is looked for.</source>
        <translation>Deep Feature Interpolation: Die Merkmale eines Bildes werden von einer Gruppe, die etwas nicht hat, zu einer verschoben, die es hat, und ein Bild mit solchen Merkmalen wird gesucht.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Delete the run</source>
        <translation>Den Lauf löschen</translation>
    </message>
    <message>
        <source>Densities of data and samples, and what D says</source>
        <translation>Dichten von Daten und Stichproben, und was D sagt</translation>
    </message>
    <message>
        <source>Densities over z</source>
        <translation>Dichten über z</translation>
    </message>
    <message>
        <source>Density</source>
        <translation>Dichte</translation>
    </message>
    <message>
        <source>Density held out</source>
        <translation>Dichte, ungesehene</translation>
    </message>
    <message>
        <source>Density of the codes</source>
        <translation>Dichte der Codes</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>Tiefe</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Difference of means</source>
        <translation>Differenz der Mittelwerte</translation>
    </message>
    <message>
        <source>Different: {what}.</source>
        <translation>Anders: {what}.</translation>
    </message>
    <message>
        <source>Digits (built in)</source>
        <translation>Ziffern (eingebaut)</translation>
    </message>
    <message>
        <source>Digits VAE, 1 min</source>
        <translation>Ziffern-VAE, 1&#xa0;min</translation>
    </message>
    <message>
        <source>Digits in half a minute</source>
        <translation>Ziffern in einer halben Minute</translation>
    </message>
    <message>
        <source>Digits in two minutes</source>
        <translation>Ziffern in zwei Minuten</translation>
    </message>
    <message>
        <source>Digits of two kinds, white on black and blue on yellow: for style transfer</source>
        <translation>Ziffern zweier Arten, weiß auf schwarz und blau auf gelb: für die Stilübertragung</translation>
    </message>
    <message>
        <source>Dimension across</source>
        <translation>Waagerechte Dimension</translation>
    </message>
    <message>
        <source>Dimension across: which number of z the plane shows, with its share of the KL</source>
        <translation>Waagerechte Dimension: welche Zahl von z die Ebene zeigt, mit ihrem Anteil an der KL</translation>
    </message>
    <message>
        <source>Dimension up</source>
        <translation>Senkrechte Dimension</translation>
    </message>
    <message>
        <source>Dimension up: which number of z the plane shows, with its share of the KL</source>
        <translation>Senkrechte Dimension: welche Zahl von z die Ebene zeigt, mit ihrem Anteil an der KL</translation>
    </message>
    <message>
        <source>Dimension {index}: {value}</source>
        <translation>Dimension {index}: {value}</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>Richtung</translation>
    </message>
    <message>
        <source>Discriminative and generative</source>
        <translation>Diskriminativ und generativ</translation>
    </message>
    <message>
        <source>Discriminator</source>
        <translation>Diskriminator</translation>
    </message>
    <message>
        <source>Discriminator overfits</source>
        <translation>Überanpassung des Diskriminators</translation>
    </message>
    <message>
        <source>Discriminator too strong</source>
        <translation>Diskriminator zu stark</translation>
    </message>
    <message>
        <source>Discriminator too weak</source>
        <translation>Diskriminator zu schwach</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>Abstand</translation>
    </message>
    <message>
        <source>Distance {distance}; 1 % of the real images are nearer than {threshold} to another</source>
        <translation>Abstand {distance}; 1 % der echten Bilder sind einem anderen näher als {threshold}</translation>
    </message>
    <message>
        <source>Distances between real images</source>
        <translation>Abstände zwischen echten Bildern</translation>
    </message>
    <message>
        <source>Distances of real images</source>
        <translation>Abstände echter Bilder</translation>
    </message>
    <message>
        <source>Divergences (nats)</source>
        <translation>Divergenzen (Nats)</translation>
    </message>
    <message>
        <source>Diversity of samples</source>
        <translation>Vielfalt der Stichproben</translation>
    </message>
    <message>
        <source>Diversity, the data being 1</source>
        <translation>Vielfalt (Daten: 1)</translation>
    </message>
    <message>
        <source>Do it for me</source>
        <translation>Für mich tun</translation>
    </message>
    <message>
        <source>Do not compare</source>
        <translation>Nicht vergleichen</translation>
    </message>
    <message>
        <source>Doctor</source>
        <translation>Doktor</translation>
    </message>
    <message>
        <source>Download ({size})</source>
        <translation>Herunterladen ({size})</translation>
    </message>
    <message>
        <source>Downloaded when first chosen</source>
        <translation>Wird bei der ersten Wahl heruntergeladen</translation>
    </message>
    <message>
        <source>Drag it, or use the arrow keys, to go from one picture to the other</source>
        <translation>Ziehen oder die Pfeiltasten nehmen, um von einem Bild zum anderen zu gehen</translation>
    </message>
    <message>
        <source>Drag samples, pins or a selection into A, B and C.</source>
        <translation>Stichproben, Pins oder eine Auswahl nach A, B und C ziehen.</translation>
    </message>
    <message>
        <source>Drag the codes</source>
        <translation>Die Codes ziehen</translation>
    </message>
    <message>
        <source>Drag the codes of the selected points from here, for example into a sum</source>
        <translation>Von hier die Codes der ausgewählten Punkte ziehen, etwa zum Rechnen</translation>
    </message>
    <message>
        <source>Drag the dot on top of a curve to move its mean, the one at its side to change sigma. The filled area, below zero counted as negative, is the KL.</source>
        <translation>Der Punkt oben auf einer Kurve verschiebt beim Ziehen ihr Mittel, der an der Seite ändert Sigma. Die gefüllte Fläche, unter null negativ gezählt, ist die KL.</translation>
    </message>
    <message>
        <source>Drag the line, or use the arrow keys, Home and End</source>
        <translation>Den Strich ziehen oder die Pfeiltasten, Pos1 und Ende nehmen</translation>
    </message>
    <message>
        <source>Drag the start to where the chain shall begin, and let go. The chain needs no family of distributions, but hundreds of steps for every x; q is one pass of the encoder, but a Gaussian.</source>
        <translation>Den Start dorthin ziehen, wo die Kette beginnen soll, und loslassen. Die Kette braucht keine Familie von Verteilungen, aber Hunderte von Schritten für jedes x; q ist ein Durchgang des Encoders, aber eine Normalverteilung.</translation>
    </message>
    <message>
        <source>Draw</source>
        <translation>Zeichnen</translation>
    </message>
    <message>
        <source>Draw a box here</source>
        <translation>Hier ein Rechteck aufziehen</translation>
    </message>
    <message>
        <source>Draw a box with the mouse; move it from inside, resize it by its handles. Arrows move it, with Shift they resize it, Delete takes it away, Ctrl+Z goes back.</source>
        <translation>Mit der Maus ein Rechteck aufziehen; von innen verschieben, an den Griffen die Größe ändern. Pfeile verschieben es, mit Umschalt ändern sie die Größe, Entf nimmt es weg, Strg+Z macht rückgängig.</translation>
    </message>
    <message>
        <source>Draw a density over the axis with the mouse; by keys, left and right move the cursor, up and down change the height there</source>
        <translation>Mit der Maus eine Dichte über die Achse zeichnen; mit Tasten bewegen links und rechts den Zeiger, auf und ab ändern dort die Höhe</translation>
    </message>
    <message>
        <source>Draw a digit, and reject what is none</source>
        <translation>Eine Ziffer zeichnen, und ablehnen, was keine ist</translation>
    </message>
    <message>
        <source>Draw a digit, or something that is none.</source>
        <translation>Eine Ziffer zeichnen, oder etwas, was keine ist.</translation>
    </message>
    <message>
        <source>Draw a path on the plane, or move a pin</source>
        <translation>Einen Weg auf die Ebene zeichnen oder eine Nadel verschieben</translation>
    </message>
    <message>
        <source>Draw around points with the left button to select them; Ctrl adds, Alt removes. Without the lasso: Shift+drag selects a rectangle, Shift+Alt+drag draws freehand, Ctrl+drag adds, Alt+drag removes. Esc clears.</source>
        <translation>Punkte mit der linken Taste umfahren, um sie auszuwählen; Strg fügt hinzu, Alt nimmt weg. Ohne Lasso: Umschalt+Ziehen wählt ein Rechteck, Umschalt+Alt+Ziehen zeichnet frei, Strg+Ziehen fügt hinzu, Alt+Ziehen nimmt weg. Esc hebt die Auswahl auf.</translation>
    </message>
    <message>
        <source>Draw from p(z|x) by Hamiltonian Monte Carlo: 2 chains from q, 2 from the prior</source>
        <translation>Durch hamiltonsches Monte Carlo aus p(z|x) ziehen: 2 Ketten von q aus, 2 vom Prior aus</translation>
    </message>
    <message>
        <source>Draw from p(z|x) by Hamiltonian Monte Carlo: four chains, the first from here</source>
        <translation>Durch hamiltonsches Monte Carlo aus p(z|x) ziehen: vier Ketten, die erste von hier aus</translation>
    </message>
    <message>
        <source>Draw from the beginning</source>
        <translation>Von vorn zeichnen</translation>
    </message>
    <message>
        <source>Draw here</source>
        <translation>Hier zeichnen</translation>
    </message>
    <message>
        <source>Draw images x from p(x|y) of this class; again for others</source>
        <translation>Bilder x aus p(x|y) dieser Klasse ziehen; noch einmal für andere</translation>
    </message>
    <message>
        <source>Draw more of both, so that variances and means are known better</source>
        <translation>Von beiden mehr ziehen, damit Varianzen und Mittel genauer bekannt sind</translation>
    </message>
    <message>
        <source>Draw more, for the model as it is: the standard errors shrink</source>
        <translation>Mehr ziehen, für das Modell, wie es ist: Die Standardfehler schrumpfen</translation>
    </message>
    <message>
        <source>Draw or open a picture to see the real images nearest to it.</source>
        <translation>Ein Bild zeichnen oder öffnen, um die echten Bilder zu sehen, die ihm am nächsten sind.</translation>
    </message>
    <message>
        <source>Draw p_data</source>
        <translation>p_data zeichnen</translation>
    </message>
    <message>
        <source>Draw p_data with the mouse into the large picture, or with the arrow keys and Space</source>
        <translation>p_data mit der Maus in das große Bild zeichnen, oder mit Pfeiltasten und Leertaste</translation>
    </message>
    <message>
        <source>Draw samples and count the classes (or modes) that they reach: finds a collapse that no curve shows</source>
        <translation>Stichproben ziehen und die Klassen (oder Moden) zählen, die sie erreichen: findet einen Kollaps, den keine Kurve zeigt</translation>
    </message>
    <message>
        <source>Draw with other noise</source>
        <translation>Mit anderem Rauschen zeichnen</translation>
    </message>
    <message>
        <source>Draw with the mouse, or with arrow keys and Return to set the pen down.</source>
        <translation>Mit der Maus zeichnen, oder mit Pfeiltasten; Return setzt den Stift auf.</translation>
    </message>
    <message>
        <source>Draw your own density</source>
        <translation>Eine eigene Dichte zeichnen</translation>
    </message>
    <message>
        <source>Draw, drop a picture here, open or paste one.</source>
        <translation>Zeichnen, ein Bild hierher ziehen, eines öffnen oder einfügen.</translation>
    </message>
    <message>
        <source>Draw: {caption}</source>
        <translation>Zeichnen: {caption}</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>Zeichnung</translation>
    </message>
    <message>
        <source>Drawn</source>
        <translation>Gezeichnet</translation>
    </message>
    <message>
        <source>Drawn on demand</source>
        <translation>Wird bei Bedarf gezeichnet</translation>
    </message>
    <message>
        <source>Draws</source>
        <translation>Ziehungen</translation>
    </message>
    <message>
        <source>Draws what a caption says, where a box says.</source>
        <translation>Zeichnet, was eine Bildunterschrift sagt, dort, wo ein Rechteck es sagt.</translation>
    </message>
    <message>
        <source>Draws what a caption says: first a small sketch, and then the picture from it.</source>
        <translation>Zeichnet, was eine Bildunterschrift sagt: zuerst eine kleine Skizze und dann aus ihr das Bild.</translation>
    </message>
    <message>
        <source>Draws what a caption says; a discriminator judges picture and caption together.</source>
        <translation>Zeichnet, was eine Bildunterschrift sagt; ein Diskriminator beurteilt Bild und Bildunterschrift zusammen.</translation>
    </message>
    <message>
        <source>Drop a folder of pictures here, or click to choose one</source>
        <translation>Einen Ordner mit Bildern hierher ziehen, oder klicken, um einen zu wählen</translation>
    </message>
    <message>
        <source>Drop a picture here, or click to open one</source>
        <translation>Ein Bild hierher ziehen, oder klicken, um eines zu öffnen</translation>
    </message>
    <message>
        <source>Drop a picture here, or take one of the data below</source>
        <translation>Ein Bild hierher ziehen oder unten eines der Daten nehmen</translation>
    </message>
    <message>
        <source>Drop codes here</source>
        <translation>Codes hierher ziehen</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>Dropout</translation>
    </message>
    <message>
        <source>E&amp;xplain this word</source>
        <translation>&amp;Begriff erklären</translation>
    </message>
    <message>
        <source>ELBO</source>
        <translation>ELBO</translation>
    </message>
    <message>
        <source>ELBO (nats per image)</source>
        <translation>ELBO (Nats/Bild)</translation>
    </message>
    <message>
        <source>ELBO and reconstruction (nats per image)</source>
        <translation>ELBO und Rekonstruktion (Nats/Bild)</translation>
    </message>
    <message>
        <source>ELBO bits</source>
        <translation>ELBO in Bits</translation>
    </message>
    <message>
        <source>ELBO gap</source>
        <translation>Abstand der ELBO</translation>
    </message>
    <message>
        <source>ELBO over the Gaussian&apos;s sigma</source>
        <translation>ELBO über dem Sigma von Gauß</translation>
    </message>
    <message>
        <source>ELBO {elbo} = reconstruction {reconstruction} - KL {kl} nats</source>
        <translation>ELBO {elbo} = Rekonstruktion {reconstruction} - KL {kl} Nats</translation>
    </message>
    <message>
        <source>ELBO {elbo} nats: {reconstruction} − {kl} KL</source>
        <translation>ELBO {elbo} Nats: {reconstruction} − {kl} KL</translation>
    </message>
    <message>
        <source>EMA images</source>
        <translation>EMA-Halbwertszeit</translation>
    </message>
    <message>
        <source>EMNIST letters</source>
        <translation>EMNIST-Buchstaben</translation>
    </message>
    <message>
        <source>E_q[log p(x|z)]: how well x is decoded</source>
        <translation>E_q[log p(x|z)]: wie gut x dekodiert wird</translation>
    </message>
    <message>
        <source>Each image is drawn from the same noise in every run, where their z are as long.</source>
        <translation>Jedes Bild ist in jedem Lauf aus demselben Rauschen gezeichnet, wo ihre z gleich lang sind.</translation>
    </message>
    <message>
        <source>Earlier in the queue ({key})</source>
        <translation>Weiter vorn in der Warteschlange ({key})</translation>
    </message>
    <message>
        <source>Embedding</source>
        <translation>Einbettung</translation>
    </message>
    <message>
        <source>Empty {pile}</source>
        <translation>Leeren: {pile}</translation>
    </message>
    <message>
        <source>Encoder of the model in view</source>
        <translation>Encoder des gezeigten Modells</translation>
    </message>
    <message>
        <source>End it now; what has been found so far stays</source>
        <translation>Jetzt beenden; was bisher gefunden ist, bleibt</translation>
    </message>
    <message>
        <source>End the lesson</source>
        <translation>Die Lektion beenden</translation>
    </message>
    <message>
        <source>End the lesson; the window is put back to how it was</source>
        <translation>Die Lektion beenden; das Fenster wird wieder, wie es war</translation>
    </message>
    <message>
        <source>End the search and keep what was found</source>
        <translation>Die Suche beenden und das Gefundene behalten</translation>
    </message>
    <message>
        <source>End the search or the walk; what it found stays</source>
        <translation>Die Suche oder die Ketten anhalten; was gefunden ist, bleibt</translation>
    </message>
    <message>
        <source>End this here; what was done so far stays</source>
        <translation>Hier beenden; was bis jetzt getan ist, bleibt</translation>
    </message>
    <message>
        <source>End training and save; Train goes on from there ({key})</source>
        <translation>Training beenden und sichern; „Trainieren“ macht dort weiter ({key})</translation>
    </message>
    <message>
        <source>Endless film</source>
        <translation>Endloser Film</translation>
    </message>
    <message>
        <source>Enlarged image</source>
        <translation>Vergrößertes Bild</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>Eintrag</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>Equations</source>
        <translation>Gleichungen</translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation>Radierer</translation>
    </message>
    <message>
        <source>Errors of the auto-encoder</source>
        <translation>Fehler des Autoencoders</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Eta</source>
        <translation>Eta</translation>
    </message>
    <message>
        <source>Euclidean distance between codes</source>
        <translation>Euklidischer Abstand der Codes</translation>
    </message>
    <message>
        <source>Every sample stays at its place while the weights change, to be compared</source>
        <translation>Jedes Bild bleibt zum Vergleichen an seinem Platz, während sich die Gewichte ändern</translation>
    </message>
    <message>
        <source>Examine samples</source>
        <translation>Stichproben untersuchen</translation>
    </message>
    <message>
        <source>Example</source>
        <translation>Beispiel</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>Beispiele</translation>
    </message>
    <message>
        <source>Exchange</source>
        <translation>Tauschen</translation>
    </message>
    <message>
        <source>Exchange dark and bright</source>
        <translation>Hell und dunkel vertauschen</translation>
    </message>
    <message>
        <source>Exchange dark and bright where the data want it</source>
        <translation>Hell und dunkel vertauschen, wo die Daten es verlangen</translation>
    </message>
    <message>
        <source>Exchange the first and the last picture</source>
        <translation>Das erste und das letzte Bild tauschen</translation>
    </message>
    <message>
        <source>Exchange the hole and what is known</source>
        <translation>Das Loch und das Bekannte vertauschen</translation>
    </message>
    <message>
        <source>Exemplars of each concept</source>
        <translation>Beispiele für jeden Begriff</translation>
    </message>
    <message>
        <source>Explore</source>
        <translation>Erkunden</translation>
    </message>
    <message>
        <source>Export ONNX…</source>
        <translation>ONNX exportieren…</translation>
    </message>
    <message>
        <source>Export a film</source>
        <translation>Einen Film exportieren</translation>
    </message>
    <message>
        <source>Export the curves</source>
        <translation>Die Kurven exportieren</translation>
    </message>
    <message>
        <source>Export the curves as CSV or PNG</source>
        <translation>Die Kurven als CSV oder PNG exportieren</translation>
    </message>
    <message>
        <source>Export the selection</source>
        <translation>Die Auswahl exportieren</translation>
    </message>
    <message>
        <source>Export the walk</source>
        <translation>Den Spaziergang exportieren</translation>
    </message>
    <message>
        <source>Exporting the walk</source>
        <translation>Der Spaziergang wird exportiert</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation>&amp;Vollbild</translation>
    </message>
    <message>
        <source>Faces</source>
        <translation>Gesichter</translation>
    </message>
    <message>
        <source>Fashion-MNIST</source>
        <translation>Fashion-MNIST</translation>
    </message>
    <message>
        <source>Fault</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>Favorit</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>Favoriten</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>Merkmale</translation>
    </message>
    <message>
        <source>Features of the training pictures</source>
        <translation>Merkmale der Trainingsbilder</translation>
    </message>
    <message>
        <source>Few labels</source>
        <translation>Wenige Labels</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Kennzahlen</translation>
    </message>
    <message>
        <source>Figures of the runs</source>
        <translation>Kennzahlen der Läufe</translation>
    </message>
    <message>
        <source>Figures side by side</source>
        <translation>Kennzahlen nebeneinander</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Files that were left out, and why</source>
        <translation>Welche Dateien ausgelassen wurden, und warum</translation>
    </message>
    <message>
        <source>Fill both piles, from two lassos on the plane, by drops or from the pins; or choose an attribute of the data above.</source>
        <translation>Beide Stapel füllen: mit zwei Lassos auf der Ebene, durch Ziehen oder mit den Nadeln; oder oben ein Merkmal der Daten wählen.</translation>
    </message>
    <message>
        <source>Filled</source>
        <translation>Gefüllt</translation>
    </message>
    <message>
        <source>Film</source>
        <translation>Film</translation>
    </message>
    <message>
        <source>Film (*.gif *.mp4);;Strip of pictures (*.png)</source>
        <translation>Film (*.gif *.mp4);;Bilderstreifen (*.png)</translation>
    </message>
    <message>
        <source>Film as &amp;GIF…</source>
        <translation>Film als &amp;GIF…</translation>
    </message>
    <message>
        <source>Film as &amp;MP4…</source>
        <translation>Film als &amp;MP4…</translation>
    </message>
    <message>
        <source>Film as GIF</source>
        <translation>Film als GIF</translation>
    </message>
    <message>
        <source>Film as MP4</source>
        <translation>Film als MP4</translation>
    </message>
    <message>
        <source>Find its code</source>
        <translation>Code suchen</translation>
    </message>
    <message>
        <source>Find the colours&apos; limits anew; they stay as they are while a run trains</source>
        <translation>Die Grenzen der Farben neu suchen; sie bleiben, während ein Lauf trainiert</translation>
    </message>
    <message>
        <source>Find the way</source>
        <translation>Weg finden</translation>
    </message>
    <message>
        <source>Finding out…</source>
        <translation>Wird ermittelt…</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>First</source>
        <translation>Erste Klasse</translation>
    </message>
    <message>
        <source>First checkpoint of the film</source>
        <translation>Erster Sicherungspunkt des Films</translation>
    </message>
    <message>
        <source>First choose what you expect.</source>
        <translation>Zuerst wählen, was zu erwarten ist.</translation>
    </message>
    <message>
        <source>First folder</source>
        <translation>Erster Ordner</translation>
    </message>
    <message>
        <source>First kind</source>
        <translation>Erste Art</translation>
    </message>
    <message>
        <source>First picture</source>
        <translation>Erstes Bild</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>Fit a drawing like the data</source>
        <translation>Zeichnung wie die Daten einpassen</translation>
    </message>
    <message>
        <source>Fit all images</source>
        <translation>Alle Bilder einpassen</translation>
    </message>
    <message>
        <source>Fit all images; the wheel, or Ctrl with + and -, enlarges them</source>
        <translation>Alle Bilder einpassen; das Rad, oder Strg mit + und -, vergrößert sie</translation>
    </message>
    <message>
        <source>Fit the view</source>
        <translation>Die Ansicht einpassen</translation>
    </message>
    <message>
        <source>Folder for the translations</source>
        <translation>Ordner für die Übertragungen</translation>
    </message>
    <message>
        <source>Folder of pictures to translate</source>
        <translation>Ordner der Bilder, die übertragen werden</translation>
    </message>
    <message>
        <source>Folder of the runs</source>
        <translation>Ordner der Läufe</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Fonts</source>
        <translation>Schriften</translation>
    </message>
    <message>
        <source>Forget the picture</source>
        <translation>Das Bild vergessen</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vor</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>Rahmen</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Anzahl der Bilder</translation>
    </message>
    <message>
        <source>Free bits</source>
        <translation>Freie Bits</translation>
    </message>
    <message>
        <source>Free software under the MIT licence.</source>
        <translation>Freie Software unter der MIT-Lizenz.</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>From &amp;step</source>
        <translation>Ab &amp;Schritt</translation>
    </message>
    <message>
        <source>From a file</source>
        <translation>Aus einer Datei</translation>
    </message>
    <message>
        <source>From pin to pin in a straight line</source>
        <translation>Von Nadel zu Nadel in gerader Linie</translation>
    </message>
    <message>
        <source>From what it is made</source>
        <translation>Woraus sie gemacht wird</translation>
    </message>
    <message>
        <source>From {has:,} codes that have it and {without:,} that have it not; d′ = {d_prime}. Each pair is judged by a direction that was made without it.</source>
        <translation>Aus {has:,} Codes, die es haben, und {without:,}, die es nicht haben; d′ = {d_prime}. Jedes Paar wird mit einer Richtung beurteilt, die ohne es gemacht wurde.</translation>
    </message>
    <message>
        <source>Fréchet distance</source>
        <translation>Fréchet-Abstand</translation>
    </message>
    <message>
        <source>Fréchet floor</source>
        <translation>Fréchet-Untergrenze</translation>
    </message>
    <message>
        <source>Fréchet held out</source>
        <translation>Fréchet, ungesehene</translation>
    </message>
    <message>
        <source>Fréchet of pPCA</source>
        <translation>Fréchet der pPCA</translation>
    </message>
    <message>
        <source>Further back in the queue ({key})</source>
        <translation>Weiter hinten in der Warteschlange ({key})</translation>
    </message>
    <message>
        <source>G</source>
        <translation>G</translation>
    </message>
    <message>
        <source>G is fixed. The share of an x is largest where its slope in D(x) is 0.</source>
        <translation>G bleibt fest. Der Anteil eines x ist am größten, wo seine Steigung in D(x) 0 ist.</translation>
    </message>
    <message>
        <source>G loss</source>
        <translation>Verlust von G</translation>
    </message>
    <message>
        <source>G loss A to B</source>
        <translation>G-Verlust A nach B</translation>
    </message>
    <message>
        <source>G loss B to A</source>
        <translation>G-Verlust B nach A</translation>
    </message>
    <message>
        <source>G makes a fake G(z) of each z.</source>
        <translation>G macht aus jedem z ein erzeugtes G(z).</translation>
    </message>
    <message>
        <source>G rate</source>
        <translation>Rate von G</translation>
    </message>
    <message>
        <source>G&apos;s weights move a little: the fakes, and p_g, follow the arrows.</source>
        <translation>Die Gewichte von G ändern sich ein wenig: Die erzeugten, und p_g, folgen den Pfeilen.</translation>
    </message>
    <message>
        <source>GAN in 1-D</source>
        <translation>GAN in 1-D</translation>
    </message>
    <message>
        <source>GAN in 2-D</source>
        <translation>GAN in 2-D</translation>
    </message>
    <message>
        <source>GAN in one dimension</source>
        <translation>GAN in einer Dimension</translation>
    </message>
    <message>
        <source>GAN in two dimensions</source>
        <translation>GAN in zwei Dimensionen</translation>
    </message>
    <message>
        <source>GIF (*.gif)</source>
        <translation>GIF (*.gif)</translation>
    </message>
    <message>
        <source>GPU</source>
        <translation>GPU</translation>
    </message>
    <message>
        <source>Gallery</source>
        <translation>Galerie</translation>
    </message>
    <message>
        <source>Gamma</source>
        <translation>Gamma</translation>
    </message>
    <message>
        <source>Gap</source>
        <translation>Lücke</translation>
    </message>
    <message>
        <source>Gaussian</source>
        <translation>Gauß</translation>
    </message>
    <message>
        <source>Generated</source>
        <translation>Erzeugt</translation>
    </message>
    <message>
        <source>Generated pictures are given back {times:.1f} times as badly as gamma asks for, so k has nothing to do: the generator lags behind.</source>
        <translation>Erzeugte Bilder werden {times:.1f}-mal so schlecht wiedergegeben, wie Gamma verlangt, also hat k nichts zu tun: Der Generator hinkt hinterher.</translation>
    </message>
    <message>
        <source>Generative adversarial network</source>
        <translation>Generative Adversarial Network</translation>
    </message>
    <message>
        <source>Getting to know the data</source>
        <translation>Die Daten werden kennengelernt</translation>
    </message>
    <message>
        <source>Getting to know the data, to compare samples with them</source>
        <translation>Die Daten werden kennengelernt, um Stichproben mit ihnen zu vergleichen</translation>
    </message>
    <message>
        <source>Give 1 to {most} strengths at once.</source>
        <translation>Bitte 1 bis {most} Stärken auf einmal angeben.</translation>
    </message>
    <message>
        <source>Give a word of the captions to look for.</source>
        <translation>Bitte ein Wort angeben, das in den Bildunterschriften gesucht wird.</translation>
    </message>
    <message>
        <source>Give it up</source>
        <translation>Damit aufhören</translation>
    </message>
    <message>
        <source>Give random:SHARE, centre:SHARE, half:SIDE (left, right, top or bottom), lowres:STEP, frame:SHARE, or a picture&apos;s file that is white where the hole is.</source>
        <translation>Bitte random:ANTEIL, centre:ANTEIL, half:SEITE (left, right, top oder bottom), lowres:SCHRITT oder frame:ANTEIL angeben oder die Datei eines Bildes, das weiß ist, wo das Loch ist.</translation>
    </message>
    <message>
        <source>Give the map up, and go back to the plane before</source>
        <translation>Die Karte aufgeben und zur Ebene davor zurückkehren</translation>
    </message>
    <message>
        <source>Give the result the mean and the contrast of each of the picture&apos;s colours</source>
        <translation>Dem Ergebnis Mittelwert und Kontrast jeder Farbe des Bildes geben</translation>
    </message>
    <message>
        <source>Glossary</source>
        <translation>Glossar</translation>
    </message>
    <message>
        <source>Go back and halve the learning rate</source>
        <translation>Zurückgehen und die Lernrate halbieren</translation>
    </message>
    <message>
        <source>Go back and halve the learning rate of both</source>
        <translation>Zurückgehen und die Lernrate beider halbieren</translation>
    </message>
    <message>
        <source>Go back to step {step:,} with half the learning rate</source>
        <translation>Zurück zu Schritt {step:,} mit halber Lernrate</translation>
    </message>
    <message>
        <source>Go back to the 1,797 handwritten digits</source>
        <translation>Zurück zu den 1.797 handgeschriebenen Ziffern</translation>
    </message>
    <message>
        <source>Go back to the start with more weight of the identity</source>
        <translation>Zurück zum Anfang, mit mehr Gewicht der Identität</translation>
    </message>
    <message>
        <source>Go back to the step before; nothing is undone</source>
        <translation>Zurück zum Schritt davor; nichts wird rückgängig gemacht</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Go on from the best step with half of the encoder&apos;s inputs left out (dropout)</source>
        <translation>Vom besten Schritt weitergehen und dem Encoder die Hälfte der Eingaben vorenthalten (Dropout)</translation>
    </message>
    <message>
        <source>Go on there</source>
        <translation>Dort weiter</translation>
    </message>
    <message>
        <source>Go on to the next step</source>
        <translation>Weiter zum nächsten Schritt</translation>
    </message>
    <message>
        <source>Go on with a KL warm-up</source>
        <translation>Weiter mit einem KL-Anlauf</translation>
    </message>
    <message>
        <source>Go on with a faster k</source>
        <translation>Weiter mit einem schnelleren k</translation>
    </message>
    <message>
        <source>Go on with a fifth of the identity&apos;s weight</source>
        <translation>Weiter mit einem Fünftel des Gewichts der Identität</translation>
    </message>
    <message>
        <source>Go on with a lower gamma and half the learning rate</source>
        <translation>Weiter mit einem niedrigeren Gamma und halber Lernrate</translation>
    </message>
    <message>
        <source>Go on with a slower auto-encoder</source>
        <translation>Weiter mit einem langsameren Autoencoder</translation>
    </message>
    <message>
        <source>Go on with a stronger discriminator</source>
        <translation>Weiter mit einem stärkeren Diskriminator</translation>
    </message>
    <message>
        <source>Go on with a stronger gradient penalty (R1)</source>
        <translation>Weiter mit einer stärkeren Gradientenstrafe (R1)</translation>
    </message>
    <message>
        <source>Go on with adaptive augmentation</source>
        <translation>Weiter mit angepasster Augmentierung</translation>
    </message>
    <message>
        <source>Go on with adaptive augmentation, before it began</source>
        <translation>Davor weitergehen, mit angepasster Augmentierung</translation>
    </message>
    <message>
        <source>Go on with beta 1</source>
        <translation>Weiter mit Beta 1</translation>
    </message>
    <message>
        <source>Go on with beta 1 and free bits</source>
        <translation>Weiter mit Beta 1 und freien Bits</translation>
    </message>
    <message>
        <source>Go on with equal chances for both, and a stronger gradient penalty (R1)</source>
        <translation>Weiter mit gleichen Chancen für beide und einer stärkeren Gradientenstrafe (R1)</translation>
    </message>
    <message>
        <source>Go on with free bits (0.1 nat a dimension)</source>
        <translation>Weiter mit freien Bits (0,1 Nats je Dimension)</translation>
    </message>
    <message>
        <source>Go on with gamma 1, which asks for as much diversity</source>
        <translation>Weiter mit Gamma 1, das ebenso viel Vielfalt verlangt</translation>
    </message>
    <message>
        <source>Go on with half the learning rate and R1, which damps it</source>
        <translation>Weiter mit halber Lernrate und mit R1, die es dämpft</translation>
    </message>
    <message>
        <source>Go on with half the weight of the cycle</source>
        <translation>Weiter mit halbem Gewicht des Zyklus</translation>
    </message>
    <message>
        <source>Go on with slower discriminators</source>
        <translation>Weiter mit langsameren Diskriminatoren</translation>
    </message>
    <message>
        <source>Go on with the changed caption</source>
        <translation>Mit der geänderten Bildunterschrift weitermachen</translation>
    </message>
    <message>
        <source>Go on with the non-saturating loss</source>
        <translation>Weiter mit dem nicht sättigenden Verlust</translation>
    </message>
    <message>
        <source>Go on with the queue</source>
        <translation>Warteschlange fortsetzen</translation>
    </message>
    <message>
        <source>Go on with the relativistic loss and both gradient penalties (R1, R2)</source>
        <translation>Weiter mit dem relativistischen Verlust und beiden Gradientenstrafen (R1, R2)</translation>
    </message>
    <message>
        <source>Go on with the usual learning rate, {rate:g}</source>
        <translation>Weiter mit der üblichen Lernrate, {rate:g}</translation>
    </message>
    <message>
        <source>Go on with {title} at step {number}</source>
        <translation>{title} fortsetzen, bei Schritt {number}</translation>
    </message>
    <message>
        <source>Go on, where it is trained ({key})</source>
        <translation>Fortsetzen, wo der Lauf trainiert wird ({key})</translation>
    </message>
    <message>
        <source>Go through the proofs that D* is best and that V is −log 4 + 2 JSD there, with the numbers at the x under the mouse</source>
        <translation>Die Beweise durchgehen, dass D* das beste ist und dass V dort −log 4 + 2 JSD ist, mit den Zahlen am x unter der Maus</translation>
    </message>
    <message>
        <source>Go to the next or previous control</source>
        <translation>Zum nächsten oder vorigen Bedienelement gehen</translation>
    </message>
    <message>
        <source>Gradient</source>
        <translation>Gradient</translation>
    </message>
    <message>
        <source>Gradient penalty</source>
        <translation>Gradientenstrafe</translation>
    </message>
    <message>
        <source>Gradient to</source>
        <translation>Gradient nach</translation>
    </message>
    <message>
        <source>Gradients flow back through z to mu and sigma, and to the weights.</source>
        <translation>Gradienten fließen durch z zurück zu mu und sigma und zu den Gewichten.</translation>
    </message>
    <message>
        <source>Gradients of single draws</source>
        <translation>Gradienten einzelner Ziehungen</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>Grün</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>Grau</translation>
    </message>
    <message>
        <source>Greyed settings rebuild the model: stop and reset the run to change them.</source>
        <translation>Graue Einstellungen verlangen ein neues Modell: Um sie zu ändern, den Lauf stoppen und zurücksetzen.</translation>
    </message>
    <message>
        <source>Grid unsettled</source>
        <translation>Gitter zu grob</translation>
    </message>
    <message>
        <source>HTML (*.html)</source>
        <translation>HTML (*.html)</translation>
    </message>
    <message>
        <source>Half life</source>
        <translation>Halbwertszeit</translation>
    </message>
    <message>
        <source>Half of data and half of samples together have the density m.</source>
        <translation>Halb Daten und halb Stichproben zusammen haben die Dichte m.</translation>
    </message>
    <message>
        <source>Hardly separates</source>
        <translation>Trennt kaum</translation>
    </message>
    <message>
        <source>Have an item of the queue come sooner, or later</source>
        <translation>Einen Eintrag der Warteschlange früher oder später drannehmen</translation>
    </message>
    <message>
        <source>Have each system draw 2,000 captions, and judge the pictures: about a minute</source>
        <translation>Jedes System 2.000 Bildunterschriften zeichnen lassen und die Bilder beurteilen: etwa eine Minute</translation>
    </message>
    <message>
        <source>Have genstudio do what this step asks for</source>
        <translation>genstudio tun lassen, was dieser Schritt verlangt</translation>
    </message>
    <message>
        <source>Have the item wait for its turn again ({key})</source>
        <translation>Den Eintrag wieder warten lassen, bis er dran ist ({key})</translation>
    </message>
    <message>
        <source>Head start</source>
        <translation>Vorlauf</translation>
    </message>
    <message>
        <source>Held out</source>
        <translation>Zurückgehalten</translation>
    </message>
    <message>
        <source>Held out, never seen together in training: {combinations}.</source>
        <translation>Zurückgehalten, im Training nie zusammen gesehen: {combinations}.</translation>
    </message>
    <message>
        <source>Here runs stand side by side.

Choose two or more in the list of runs at the left (Ctrl or Shift and a click), then press Compare.</source>
        <translation>Hier stehen Läufe nebeneinander.

Links in der Liste der Läufe zwei oder mehr wählen (Strg oder Umschalt und ein Klick), dann „Vergleichen“ drücken.</translation>
    </message>
    <message>
        <source>Hidden</source>
        <translation>Versteckte Einheiten</translation>
    </message>
    <message>
        <source>High quality</source>
        <translation>Hohe Qualität</translation>
    </message>
    <message>
        <source>High resolution</source>
        <translation>Hohe Auflösung</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Pos1</translation>
    </message>
    <message>
        <source>Horizontal axis</source>
        <translation>Waagerechte Achse</translation>
    </message>
    <message>
        <source>How a picture is made like the data</source>
        <translation>Wie ein Bild den Daten ähnlich gemacht wird</translation>
    </message>
    <message>
        <source>How far D is from the best D, on average over half data and half samples.</source>
        <translation>Wie weit D vom besten D entfernt ist, im Mittel über je zur Hälfte Daten und Stichproben.</translation>
    </message>
    <message>
        <source>How far D is from the best discriminator, at the worst x where p_data + p_g is above 0.01: the arrow in the picture.</source>
        <translation>Wie weit D vom besten Diskriminator entfernt ist, am schlechtesten x, wo p_data + p_g über 0,01 liegt: der Pfeil im Bild.</translation>
    </message>
    <message>
        <source>How far apart the codes of {pile} lie</source>
        <translation>Wie weit die Codes auseinanderliegen: {pile}</translation>
    </message>
    <message>
        <source>How far it is</source>
        <translation>Wie weit es ist</translation>
    </message>
    <message>
        <source>How far it is from the first caption to the second</source>
        <translation>Wie weit es von der ersten Bildunterschrift zur zweiten ist</translation>
    </message>
    <message>
        <source>How far the features are moved: 0 is the original, 1 the whole way, 2 twice it</source>
        <translation>Wie weit die Merkmale verschoben werden: 0 ist das Original, 1 der ganze Weg, 2 das Doppelte</translation>
    </message>
    <message>
        <source>How far the film is</source>
        <translation>Wie weit der Film ist</translation>
    </message>
    <message>
        <source>How far the map is</source>
        <translation>Wie weit die Karte ist</translation>
    </message>
    <message>
        <source>How far the reconstruction is off</source>
        <translation>Wie weit die Rekonstruktion abweicht</translation>
    </message>
    <message>
        <source>How far the search is</source>
        <translation>Wie weit die Suche ist</translation>
    </message>
    <message>
        <source>How fast the decoded picture changes: half log det J&apos;J of the decoder. Bright lines are borders between kinds of image</source>
        <translation>Wie schnell sich das dekodierte Bild ändert: ½ log det J&apos;J des Decoders. Helle Linien sind Grenzen zwischen Arten von Bildern</translation>
    </message>
    <message>
        <source>How fast the film plays, and whether it begins again at its end</source>
        <translation>Wie schnell der Film läuft, und ob er am Ende von vorn beginnt</translation>
    </message>
    <message>
        <source>How fast the steps follow one another</source>
        <translation>Wie schnell die Schritte aufeinander folgen</translation>
    </message>
    <message>
        <source>How it leads from one sample to the next</source>
        <translation>Wie er von einer Stichprobe zur nächsten führt</translation>
    </message>
    <message>
        <source>How likely it is</source>
        <translation>Wie wahrscheinlich es ist</translation>
    </message>
    <message>
        <source>How long each may train</source>
        <translation>Wie lange jedes Modell trainieren darf</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>Wie viele</translation>
    </message>
    <message>
        <source>How many draws each of the four chains makes, after 100 to find its step</source>
        <translation>Wie viele Ziehungen jede der vier Ketten macht, nach 100 für ihre Schrittweite</translation>
    </message>
    <message>
        <source>How many images</source>
        <translation>Wie viele Bilder</translation>
    </message>
    <message>
        <source>How many labels does each kind need? Press Measure; it takes a while.</source>
        <translation>Wie viele Labels braucht jede Art? „Messen“ drücken; es dauert eine Weile.</translation>
    </message>
    <message>
        <source>How many neighbours</source>
        <translation>Wie viele Nachbarn</translation>
    </message>
    <message>
        <source>How many of the Gaussians have a sample within 3 sigma of their centre, of 2500.</source>
        <translation>Wie viele der Gauß-Glocken eine von 2500 Stichproben höchstens 3 Sigma vom Zentrum haben.</translation>
    </message>
    <message>
        <source>How many pictures of the caption are drawn</source>
        <translation>Wie viele Bilder zur Bildunterschrift gezeichnet werden</translation>
    </message>
    <message>
        <source>How many pictures stand for each concept; DCGAN&apos;s authors took three</source>
        <translation>Wie viele Bilder für jeden Begriff stehen; die Autoren des DCGAN nahmen drei</translation>
    </message>
    <message>
        <source>How many times the score function&apos;s gradient to mu scatters more</source>
        <translation>Wie viele Male mehr der Gradient der Score-Funktion nach mu streut</translation>
    </message>
    <message>
        <source>How much is missing</source>
        <translation>Wie viel fehlt</translation>
    </message>
    <message>
        <source>How much the curves are smoothed; the raw values stay faint behind</source>
        <translation>Wie stark die Kurven geglättet werden; die rohen Werte bleiben blass dahinter</translation>
    </message>
    <message>
        <source>How near is measured</source>
        <translation>Wie die Nähe gemessen wird</translation>
    </message>
    <message>
        <source>How near it is</source>
        <translation>Wie nahe es kommt</translation>
    </message>
    <message>
        <source>How near the hole&apos;s pixels come to what was there, larger is nearer; beside it, what the mean picture of the data and a smooth fill without any model reach. Blur is rewarded.</source>
        <translation>Wie nahe die Pixel des Lochs dem kommen, was dort war; größer ist näher. Daneben, was das mittlere Bild der Daten und ein glattes Füllen ohne Modell erreichen. Unschärfe wird belohnt.</translation>
    </message>
    <message>
        <source>How often D is right goes up and down between {low:.0%} and {high:.0%}, {count} times.</source>
        <translation>Wie oft D recht hat, schwankt zwischen {low:.0%} und {high:.0%}, {count}-mal.</translation>
    </message>
    <message>
        <source>How probable the model finds this image, exactly, in nats</source>
        <translation>Für wie wahrscheinlich das Modell dieses Bild hält, genau, in Nats</translation>
    </message>
    <message>
        <source>How real the discriminator takes the image to be</source>
        <translation>Für wie echt der Diskriminator das Bild hält</translation>
    </message>
    <message>
        <source>How sure the independent judge is of it</source>
        <translation>Wie sicher sich der unabhängige Richter ist</translation>
    </message>
    <message>
        <source>How the direction is found</source>
        <translation>Wie die Richtung gefunden wird</translation>
    </message>
    <message>
        <source>How thick the brush is, in pixels of the picture: [ and ], or the wheel</source>
        <translation>Wie dick der Pinsel ist, in Pixeln des Bildes: [ und ] oder das Rad</translation>
    </message>
    <message>
        <source>How thick the brush is: [ and ], or the wheel</source>
        <translation>Wie dick der Pinsel ist: [ und ] oder das Rad</translation>
    </message>
    <message>
        <source>How well others are told apart</source>
        <translation>Wie gut anderes erkannt wird</translation>
    </message>
    <message>
        <source>IWAE</source>
        <translation>IWAE</translation>
    </message>
    <message>
        <source>IWAE 1</source>
        <translation>IWAE 1</translation>
    </message>
    <message>
        <source>IWAE 5</source>
        <translation>IWAE 5</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>Identität</translation>
    </message>
    <message>
        <source>Identity error</source>
        <translation>Fehler der Identität</translation>
    </message>
    <message>
        <source>Identity tolerance</source>
        <translation>Toleranz der Identität</translation>
    </message>
    <message>
        <source>Image arithmetic</source>
        <translation>Rechnen mit Bildern</translation>
    </message>
    <message>
        <source>Image width</source>
        <translation>Bildbreite</translation>
    </message>
    <message>
        <source>Image {number:,} of {count:,}</source>
        <translation>Bild {number:,} von {count:,}</translation>
    </message>
    <message>
        <source>Image {number:,} of {count:,}, chosen</source>
        <translation>Bild {number:,} von {count:,}, gewählt</translation>
    </message>
    <message>
        <source>Image {number}</source>
        <translation>Bild {number}</translation>
    </message>
    <message>
        <source>Image {number}, class {kind}</source>
        <translation>Bild {number}, Klasse {kind}</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Images along the path or at the pins</source>
        <translation>Bilder entlang des Weges oder an den Nadeln</translation>
    </message>
    <message>
        <source>Images are {width} x {height} pixels; at least {smallest} x {smallest} are needed: enlarge them.</source>
        <translation>Die Bilder haben {width} x {height} Pixel; nötig sind mindestens {smallest} x {smallest}: Bitte die Bilder vergrößern.</translation>
    </message>
    <message>
        <source>Images are {width} x {height} pixels; at most {largest} x {largest} are allowed: make them smaller.</source>
        <translation>Die Bilder haben {width} x {height} Pixel; erlaubt sind höchstens {largest} x {largest}: Bitte die Bilder verkleinern.</translation>
    </message>
    <message>
        <source>Images drawn by {name}</source>
        <translation>Bilder, gezeichnet von {name}</translation>
    </message>
    <message>
        <source>Images drawn from the prior, or real ones each followed by its reconstruction</source>
        <translation>Bilder aus dem Prior, oder echte, jedes gefolgt von seiner Rekonstruktion</translation>
    </message>
    <message>
        <source>Images drawn from the prior, or reconstructions</source>
        <translation>Bilder aus dem Prior, oder Rekonstruktionen</translation>
    </message>
    <message>
        <source>Images have {channels} channels; 1 (grey) or 3 (RGB) are allowed.</source>
        <translation>Die Bilder haben {channels} Kanäle; erlaubt sind 1 (grau) oder 3 (RGB).</translation>
    </message>
    <message>
        <source>Images of each class</source>
        <translation>Bilder je Klasse</translation>
    </message>
    <message>
        <source>Images of the model beside</source>
        <translation>Bilder des Modells daneben</translation>
    </message>
    <message>
        <source>Images on the plane</source>
        <translation>Bilder auf der Ebene</translation>
    </message>
    <message>
        <source>Images on the way</source>
        <translation>Bilder auf dem Weg</translation>
    </message>
    <message>
        <source>Images to choose from</source>
        <translation>Bilder zur Wahl</translation>
    </message>
    <message>
        <source>Images: auto</source>
        <translation>Bilder: auto</translation>
    </message>
    <message>
        <source>Images: off</source>
        <translation>Bilder: aus</translation>
    </message>
    <message>
        <source>Images: on</source>
        <translation>Bilder: an</translation>
    </message>
    <message>
        <source>In latent space</source>
        <translation>Nach Codes</translation>
    </message>
    <message>
        <source>In pixels it sees {what}</source>
        <translation>In Pixeln sieht er {what}</translation>
    </message>
    <message>
        <source>In the guide</source>
        <translation>Im Handbuch</translation>
    </message>
    <message>
        <source>In the middle the result, around it codes nearby. Drag one to take it along.</source>
        <translation>In der Mitte das Ergebnis, ringsum Codes in der Nähe. Ziehen nimmt eines mit.</translation>
    </message>
    <message>
        <source>In their own size</source>
        <translation>In eigener Größe</translation>
    </message>
    <message>
        <source>In which order they stand</source>
        <translation>In welcher Reihenfolge sie stehen</translation>
    </message>
    <message>
        <source>Inception features need a file of weights: give one with --inception-weights.</source>
        <translation>Inception-Merkmale brauchen eine Datei mit Gewichten: Bitte eine mit --inception-weights angeben.</translation>
    </message>
    <message>
        <source>Independent judge (right in {accuracy} of its tests): {what}</source>
        <translation>Unabhängiger Richter (hat in {accuracy} seiner Tests recht): {what}</translation>
    </message>
    <message>
        <source>Inked digits</source>
        <translation>Getuschte Ziffern</translation>
    </message>
    <message>
        <source>Inked digits: white on black as blue on yellow, and back</source>
        <translation>Getuschte Ziffern: aus Weiß auf Schwarz wird Blau auf Gelb, und zurück</translation>
    </message>
    <message>
        <source>Insert</source>
        <translation>Einfg</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>Betrachten</translation>
    </message>
    <message>
        <source>Interpolation</source>
        <translation>Interpolation</translation>
    </message>
    <message>
        <source>Inverted</source>
        <translation>Hell und dunkel vertauscht</translation>
    </message>
    <message>
        <source>Is it a copy?</source>
        <translation>Ist es eine Kopie?</translation>
    </message>
    <message>
        <source>It happened at step {step:,}, at a learning rate of {rate:g}.</source>
        <translation>Es geschah bei Schritt {step:,}, bei einer Lernrate von {rate:g}.</translation>
    </message>
    <message>
        <source>It is never negative, and 0 only for equal densities: G can do no better.</source>
        <translation>Sie ist nie negativ und nur bei gleichen Dichten 0: Besser kann G nicht werden.</translation>
    </message>
    <message>
        <source>It is right about {share:.0%} of all images only, though samples differ among themselves by {diversity:.0%} of what the data do: it is too weak, not the generator good.</source>
        <translation>Er hat nur bei {share:.0%} aller Bilder recht, obwohl sich die Stichproben um {diversity:.0%} dessen unterscheiden, was echte Bilder unterscheidet: Er ist zu schwach, nicht der Generator gut.</translation>
    </message>
    <message>
        <source>It is right about {share:.1%} of all images (55 to 85 % is healthy), so the generator learns little from it.</source>
        <translation>Er hat bei {share:.1%} aller Bilder recht (gesund sind 55 bis 85 %), also lernt der Generator wenig von ihm.</translation>
    </message>
    <message>
        <source>It is spoken from the next start on.</source>
        <translation>Gilt ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>It is too early to tell: train some hundred steps.</source>
        <translation>Noch ist es zu früh: einige hundert Schritte trainieren.</translation>
    </message>
    <message>
        <source>It knows {seen:.0%} of the training images for real, but only {unseen:.0%} of those it has not seen; r_t is {r_t:.2f} (0.6 is the most that is healthy).</source>
        <translation>Er hält {seen:.0%} der Trainingsbilder für echt, aber nur {unseen:.0%} der ungesehenen; r_t ist {r_t:.2f} (gesund ist höchstens 0,6).</translation>
    </message>
    <message>
        <source>It learns to make images like those on the left. Look into it while it trains, and stop at any time.</source>
        <translation>Es lernt, Bilder wie die links zu erzeugen. Hineinsehen geht schon im Training, aufhören jederzeit.</translation>
    </message>
    <message>
        <source>It spoils generated pictures as eagerly as it learns real ones: what it says of either means little then.</source>
        <translation>Er verdirbt erzeugte Bilder so eifrig, wie er echte lernt: Was er über beide sagt, bedeutet dann wenig.</translation>
    </message>
    <message>
        <source>Its code is not known yet: compare by pixels, or wait a little.</source>
        <translation>Sein Code ist noch nicht bekannt: Bitte nach Pixeln vergleichen oder etwas warten.</translation>
    </message>
    <message>
        <source>Its last steps could not be saved: free some space, then let it go on.</source>
        <translation>Die letzten Schritte ließen sich nicht sichern: Bitte Platz schaffen, dann geht es weiter.</translation>
    </message>
    <message>
        <source>Its latent space is another: these codes mean nothing there.</source>
        <translation>Sein latenter Raum ist ein anderer: Dort bedeuten diese Codes nichts.</translation>
    </message>
    <message>
        <source>Its loss on kind {kind} is {loss:.3f} (1/4 where it is undecided): it says {real:.2f} of real patches and {fake:.2f} of translated ones.</source>
        <translation>Sein Verlust bei der Art {kind} ist {loss:.3f} (1/4, wo er unentschieden ist): Er sagt {real:.2f} zu echten Ausschnitten und {fake:.2f} zu übertragenen.</translation>
    </message>
    <message>
        <source>Its reconstruction</source>
        <translation>Seine Rekonstruktion</translation>
    </message>
    <message>
        <source>Its stage I</source>
        <translation>Seine Stufe I</translation>
    </message>
    <message>
        <source>JSD</source>
        <translation>JSD</translation>
    </message>
    <message>
        <source>JSD is {jsd} now: V(D*, G) lies {above} above its least value, −{log}.</source>
        <translation>JSD ist jetzt {jsd}: V(D*, G) liegt {above} über seinem kleinsten Wert, −{log}.</translation>
    </message>
    <message>
        <source>JSD over the steps</source>
        <translation>JSD über die Schritte</translation>
    </message>
    <message>
        <source>JSD {value} nat</source>
        <translation>JSD {value} Nats</translation>
    </message>
    <message>
        <source>Jensen-Shannon divergence of p_data and p_g, from 0 (equal) to log 2 = 0.693 (nothing in common). In nats.</source>
        <translation>Jensen-Shannon-Divergenz von p_data und p_g, von 0 (gleich) bis log 2 = 0,693 (nichts gemeinsam). In Nats.</translation>
    </message>
    <message>
        <source>Jensen-Shannon divergence of the masses of p_data and p_g in the cells of the grid, from 0 to log 2 = 0.693; that of the densities is no smaller. In nats.</source>
        <translation>Jensen-Shannon-Divergenz der Massen von p_data und p_g in den Zellen des Gitters, von 0 bis log 2 = 0,693; die der Dichten ist nicht kleiner. In Nats.</translation>
    </message>
    <message>
        <source>Judge samples, and take those that have most of it and least</source>
        <translation>Stichproben beurteilen und die nehmen, die am meisten und am wenigsten davon haben</translation>
    </message>
    <message>
        <source>Judge width</source>
        <translation>Breite von D</translation>
    </message>
    <message>
        <source>Judging samples</source>
        <translation>Stichproben werden beurteilt</translation>
    </message>
    <message>
        <source>K d</source>
        <translation>K d</translation>
    </message>
    <message>
        <source>KL</source>
        <translation>KL</translation>
    </message>
    <message>
        <source>KL (nats per image)</source>
        <translation>KL (Nats/Bild)</translation>
    </message>
    <message>
        <source>KL a dimension that costs nothing, against unused dimensions (not with IWAE)</source>
        <translation>KL je Dimension, die nichts kostet; hilft gegen ungenutzte Dimensionen (nicht mit IWAE)</translation>
    </message>
    <message>
        <source>KL by dimension (nats)</source>
        <translation>KL je Dimension (Nats)</translation>
    </message>
    <message>
        <source>KL of the condition (nats a number)</source>
        <translation>KL der Bedingung (Nats je Zahl)</translation>
    </message>
    <message>
        <source>KL of the modes&apos; shares among the samples near one from their true shares: 0 where all are hit equally often. In nats.</source>
        <translation>KL der Anteile der Moden an den Stichproben nahe einer Mode von ihren wahren Anteilen: 0, wo alle gleich oft getroffen werden. In Nats.</translation>
    </message>
    <message>
        <source>KL per dimension</source>
        <translation>KL je Dimension</translation>
    </message>
    <message>
        <source>KL that is aimed at in place of beta&apos;s price for it; 0 is off (not with IWAE)</source>
        <translation>angestrebte KL, statt dass Beta sie verteuert; 0 ist aus (nicht mit IWAE)</translation>
    </message>
    <message>
        <source>KL to posterior</source>
        <translation>KL zum Posterior</translation>
    </message>
    <message>
        <source>KL to prior</source>
        <translation>KL zum Prior</translation>
    </message>
    <message>
        <source>KL to the prior</source>
        <translation>KL zum Prior</translation>
    </message>
    <message>
        <source>KL warm-up</source>
        <translation>KL-Anlauf</translation>
    </message>
    <message>
        <source>KL(data‖g)</source>
        <translation>KL(data‖g)</translation>
    </message>
    <message>
        <source>KL(g‖data)</source>
        <translation>KL(g‖data)</translation>
    </message>
    <message>
        <source>KL(p_data‖p_g): large where data are left out. Infinite where more than 1 % of the data lie where p_g is 0; what is less than that is left out of it. In nats.</source>
        <translation>KL(p_data‖p_g): groß, wo Daten ausgelassen sind. Unendlich, wo über 1 % der Daten liegen, wo p_g 0 ist; weniger als das bleibt außer Betracht. In Nats.</translation>
    </message>
    <message>
        <source>KL(p_g‖p_data): large where samples lie far from all data. Infinite where more than 1 % of the samples lie where p_data is 0. In nats.</source>
        <translation>KL(p_g‖p_data): groß, wo Stichproben weit von allen Daten liegen. Unendlich, wo über 1 % der Stichproben liegen, wo p_data 0 ist. In Nats.</translation>
    </message>
    <message>
        <source>KL(q || p(z)), in closed form</source>
        <translation>KL(q || p(z)), in geschlossener Form</translation>
    </message>
    <message>
        <source>KL(q || p(z|x)): log p(x) - ELBO</source>
        <translation>KL(q || p(z|x)): log p(x) - ELBO</translation>
    </message>
    <message>
        <source>KL(q(z|x) || p(z|x)) on the grid: how far the encoder&apos;s answer is from the truth</source>
        <translation>KL(q(z|x) ‖ p(z|x)) auf dem Gitter: wie weit die Antwort des Encoders von der Wahrheit entfernt ist</translation>
    </message>
    <message>
        <source>Keep</source>
        <comment>the order</comment>
        <translation>Halten</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Aufbewahren</translation>
    </message>
    <message>
        <source>Keep dark and bright</source>
        <translation>Hell und dunkel lassen</translation>
    </message>
    <message>
        <source>Keep it among the favourites, or no longer ({key})</source>
        <translation>Unter die Favoriten aufnehmen, oder nicht mehr ({key})</translation>
    </message>
    <message>
        <source>Keep length</source>
        <translation>Länge behalten</translation>
    </message>
    <message>
        <source>Keep the chosen samples among the favourites, or no longer ({key})</source>
        <translation>Die gewählten Bilder unter die Favoriten aufnehmen, oder nicht mehr ({key})</translation>
    </message>
    <message>
        <source>Keep the colours</source>
        <translation>Farben behalten</translation>
    </message>
    <message>
        <source>Keep the length</source>
        <translation>Die Länge behalten</translation>
    </message>
    <message>
        <source>Keep the order</source>
        <translation>Die Reihenfolge halten</translation>
    </message>
    <message>
        <source>Keep the size of each picture of the folder; the model has learned a smaller one</source>
        <translation>Die Größe jedes Bildes des Ordners behalten; das Modell hat eine kleinere gelernt</translation>
    </message>
    <message>
        <source>Kept: {count} of {total} other attributes</source>
        <translation>Behalten: {count} von {total} anderen Attributen</translation>
    </message>
    <message>
        <source>Kernel</source>
        <translation>Kernel</translation>
    </message>
    <message>
        <source>Kernel distance</source>
        <translation>Kernel-Abstand</translation>
    </message>
    <message>
        <source>Kernel held out</source>
        <translation>Kernel, ungesehene</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>Tastatur</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Keys and what they do</source>
        <translation>Tasten und was sie tun</translation>
    </message>
    <message>
        <source>Kind of image</source>
        <translation>Art des Bildes</translation>
    </message>
    <message>
        <source>Kinds</source>
        <translation>Arten</translation>
    </message>
    <message>
        <source>Kuzushiji-MNIST</source>
        <translation>Kuzushiji-MNIST</translation>
    </message>
    <message>
        <source>L(G(z)) is {short:.0%} of L(x) below what gamma asks for, and k has only come to {k:.3f}: lambda_k times the steps should be about 200.</source>
        <translation>L(G(z)) liegt um {short:.0%} von L(x) unter dem, was Gamma verlangt, und k ist erst bei {k:.3f}: lambda_k mal die Zahl der Schritte sollte etwa 200 sein.</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>Label column</source>
        <translation>Klassenspalte</translation>
    </message>
    <message>
        <source>Label coverage</source>
        <translation>Klassenabdeckung</translation>
    </message>
    <message>
        <source>Label divergence</source>
        <translation>Klassenabweichung</translation>
    </message>
    <message>
        <source>Label dropout</source>
        <translation>Klassen-Dropout</translation>
    </message>
    <message>
        <source>Label entropy</source>
        <translation>Klassenentropie</translation>
    </message>
    <message>
        <source>Labels of each class</source>
        <translation>Labels je Klasse</translation>
    </message>
    <message>
        <source>Lambda k</source>
        <translation>Lambda k</translation>
    </message>
    <message>
        <source>Lambda: how much a likely picture counts against agreeing with what is known. The papers took 0.003 and 0.1.</source>
        <translation>Lambda: wie viel ein wahrscheinliches Bild zählt, gegenüber der Übereinstimmung mit dem Bekannten. Die Arbeiten nahmen 0.003 und 0.1.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Large picture</source>
        <translation>Großes Bild</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Größere Schrift</translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation>Lasso</translation>
    </message>
    <message>
        <source>Last checkpoint of the film</source>
        <translation>Letzter Sicherungspunkt des Films</translation>
    </message>
    <message>
        <source>Last picture</source>
        <translation>Letztes Bild</translation>
    </message>
    <message>
        <source>Last pin</source>
        <translation>Letzte Nadel</translation>
    </message>
    <message>
        <source>Latent</source>
        <translation>Latente Dimensionen</translation>
    </message>
    <message>
        <source>Latent dim</source>
        <translation>Latente Dimensionen</translation>
    </message>
    <message>
        <source>Latent dim (latent_dim) is {latent_dim}; images of {pixels} pixels allow at most {most}.</source>
        <translation>Latente Dimensionen (latent_dim) ist {latent_dim}; Bilder mit {pixels} Pixeln erlauben höchstens {most}.</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>Learn from the data set that is open in the window; it needs labels</source>
        <translation>Von den Daten lernen, die im Fenster offen sind; sie brauchen Klassen</translation>
    </message>
    <message>
        <source>Learn two other kinds of pictures</source>
        <translation>Zwei andere Arten von Bildern lernen</translation>
    </message>
    <message>
        <source>Learning curves for 1 to 100 labels of each class</source>
        <translation>Lernkurven für 1 bis 100 Labels je Klasse</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Learning rate too high</source>
        <translation>Lernrate zu hoch</translation>
    </message>
    <message>
        <source>Learning rate too low</source>
        <translation>Lernrate zu niedrig</translation>
    </message>
    <message>
        <source>Learns to encode images to a smooth latent space and to decode points of it.</source>
        <translation>Lernt, Bilder in einen glatten latenten Raum zu kodieren und dessen Punkte zu dekodieren.</translation>
    </message>
    <message>
        <source>Left and right arrow keys read the values of a step</source>
        <translation>Die Pfeiltasten nach links und rechts lesen die Werte eines Schritts ab</translation>
    </message>
    <message>
        <source>Left and right go through the nodes</source>
        <translation>Links und rechts gehen durch die Knoten</translation>
    </message>
    <message>
        <source>Left and right go through the parts</source>
        <translation>Links und rechts gehen durch die Teile</translation>
    </message>
    <message>
        <source>Left and right read the values, up and down go through the curves</source>
        <translation>Links und rechts lesen die Werte, auf und ab gehen durch die Kurven</translation>
    </message>
    <message>
        <source>Left button draws, right button erases, the wheel changes the brush. With the keyboard: arrows move the pen, Return sets it down, [ and ] change the brush.</source>
        <translation>Die linke Taste zeichnet, die rechte radiert, das Rad ändert den Pinsel. Mit der Tastatur: Pfeile bewegen den Stift, Return setzt ihn auf, [ und ] ändern den Pinsel.</translation>
    </message>
    <message>
        <source>Left button paints the hole, right button erases, the wheel changes the brush. Keys: arrows move the pen, Return sets it down, [ and ] change it.</source>
        <translation>Die linke Taste malt das Loch, die rechte radiert, das Rad ändert den Pinsel. Mit der Tastatur: Pfeile bewegen den Stift, Return setzt ihn auf, [ und ] ändern den Pinsel.</translation>
    </message>
    <message>
        <source>Left button, dragging</source>
        <translation>Linke Taste, ziehen</translation>
    </message>
    <message>
        <source>Left half</source>
        <translation>Linke Hälfte</translation>
    </message>
    <message>
        <source>Length × {scale}</source>
        <translation>Länge × {scale}</translation>
    </message>
    <message>
        <source>Less likely than 99 % of the test images: it is unlike the data.</source>
        <translation>Weniger wahrscheinlich als 99 % der Testbilder: Das Bild ist den Daten unähnlich.</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>Lektion</translation>
    </message>
    <message>
        <source>Lessons</source>
        <translation>Lektionen</translation>
    </message>
    <message>
        <source>Lessons (*{suffix})</source>
        <translation>Lektionen (*{suffix})</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>Buchstaben</translation>
    </message>
    <message>
        <source>Letters in all fonts of this computer</source>
        <translation>Buchstaben in allen Schriften dieses Computers</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>Lizenzen</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Likelihood</source>
        <translation>Likelihood</translation>
    </message>
    <message>
        <source>Line {number} of {name} is {line}; it must be two finite numbers, such as 0.5, 1.</source>
        <translation>Zeile {number} von {name} ist {line}; es müssen zwei endliche Zahlen sein, in der Form 0.5, 1.</translation>
    </message>
    <message>
        <source>Linear separator</source>
        <translation>Lineare Trennung</translation>
    </message>
    <message>
        <source>Loading</source>
        <translation>Lädt</translation>
    </message>
    <message>
        <source>Loading the data</source>
        <translation>Die Daten werden geladen</translation>
    </message>
    <message>
        <source>Loading the engine</source>
        <translation>Der Rechenkern wird geladen</translation>
    </message>
    <message>
        <source>Loading the first images…</source>
        <translation>Die ersten Bilder werden geladen…</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>Log likelihood</source>
        <translation>Log-Likelihood</translation>
    </message>
    <message>
        <source>Log likelihood (importance-weighted)</source>
        <translation>Log-Likelihood (Wichtungsschranke)</translation>
    </message>
    <message>
        <source>Log likelihood AIS</source>
        <translation>Log-Likelihood (AIS)</translation>
    </message>
    <message>
        <source>Log likelihood grid</source>
        <translation>Log-Likelihood (Gitter)</translation>
    </message>
    <message>
        <source>Logarithmic values</source>
        <translation>Logarithmische Werte</translation>
    </message>
    <message>
        <source>Logarithmic vertical axis</source>
        <translation>Logarithmische senkrechte Achse</translation>
    </message>
    <message>
        <source>Logs and reports</source>
        <translation>Protokolle und Berichte</translation>
    </message>
    <message>
        <source>Look at a kept checkpoint; the right end is the model as it is</source>
        <translation>Einen behaltenen Sicherungspunkt ansehen; das rechte Ende ist das Modell, wie es ist</translation>
    </message>
    <message>
        <source>Look for the codes from other beginnings, with the weights as they are now</source>
        <translation>Die Codes von anderen Anfängen aus suchen, mit den Gewichten, wie sie jetzt sind</translation>
    </message>
    <message numerus="yes">
        <source>Looking at {run}: %n run(s) to go</source>
        <translation>
            <numerusform>{run} wird betrachtet: noch %n Lauf</numerusform>
            <numerusform>{run} wird betrachtet: noch %n Läufe</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking for the codes</source>
        <translation>Die Codes werden gesucht</translation>
    </message>
    <message>
        <source>Looking for the codes…</source>
        <translation>Die Codes werden gesucht…</translation>
    </message>
    <message>
        <source>Looking for the way…</source>
        <translation>Der Weg wird gesucht…</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Wird untersucht…</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>Losses</source>
        <translation>Verluste</translation>
    </message>
    <message>
        <source>Losses (nats)</source>
        <translation>Verluste (Nats)</translation>
    </message>
    <message>
        <source>Losses (squares)</source>
        <translation>Verluste (Quadrate)</translation>
    </message>
    <message>
        <source>Low resolution</source>
        <translation>Niedrige Auflösung</translation>
    </message>
    <message>
        <source>Lower half</source>
        <translation>Untere Hälfte</translation>
    </message>
    <message>
        <source>M smoothed</source>
        <translation>M geglättet</translation>
    </message>
    <message>
        <source>M: dimensions of z of each class&apos;s probabilistic PCA</source>
        <translation>M: Dimensionen von z der probabilistischen PCA jeder Klasse</translation>
    </message>
    <message>
        <source>MCMC</source>
        <translation>MCMC</translation>
    </message>
    <message>
        <source>MCMC: draws from p(z|x)</source>
        <translation>MCMC: Ziehungen aus p(z|x)</translation>
    </message>
    <message>
        <source>MNIST</source>
        <translation>MNIST</translation>
    </message>
    <message>
        <source>MP4 (*.mp4)</source>
        <translation>MP4 (*.mp4)</translation>
    </message>
    <message>
        <source>MP4 needs the package av, which is not installed: get it with &quot;pip install genstudio-desktop[video]&quot;, or choose GIF.</source>
        <translation>MP4 braucht das Paket av, das nicht installiert ist: Bitte mit „pip install genstudio-desktop[video]“ installieren oder GIF wählen.</translation>
    </message>
    <message>
        <source>Made at step {step:,}.</source>
        <translation>Gemacht bei Schritt {step:,}.</translation>
    </message>
    <message>
        <source>Magnification</source>
        <translation>Vergrößerung</translation>
    </message>
    <message>
        <source>Make exactly one training step ({key})</source>
        <translation>Genau einen Trainingsschritt machen ({key})</translation>
    </message>
    <message>
        <source>Make it again</source>
        <translation>Neu machen</translation>
    </message>
    <message>
        <source>Make no film; nothing is written</source>
        <translation>Keinen Film machen; nichts wird geschrieben</translation>
    </message>
    <message>
        <source>Make the bench anew, with the same settings</source>
        <translation>Den Versuch neu machen, mit denselben Einstellungen</translation>
    </message>
    <message>
        <source>Make the branch, and train it</source>
        <translation>Den Zweig anlegen und trainieren</translation>
    </message>
    <message>
        <source>Make the map again</source>
        <translation>Die Karte neu machen</translation>
    </message>
    <message>
        <source>Make the map anew, from the codes of this moment</source>
        <translation>Die Karte neu machen, aus den Codes dieses Augenblicks</translation>
    </message>
    <message>
        <source>Make the sum many times with other exemplars, 1, 3 and 10 a concept, and count how often the judge sees what it should</source>
        <translation>Die Summe viele Male mit anderen Beispielen bilden, 1, 3 und 10 je Begriff, und zählen, wie oft der Richter sieht, was er soll</translation>
    </message>
    <message>
        <source>Makes a new run that goes on with these settings; this one stays as it is</source>
        <translation>Legt einen neuen Lauf an, der mit diesen Einstellungen weitergeht; dieser bleibt, wie er ist</translation>
    </message>
    <message>
        <source>Many pictures of 48 to 128 pixels</source>
        <translation>Viele Bilder von 48 bis 128 Pixeln</translation>
    </message>
    <message>
        <source>Map of neighbours (UMAP)</source>
        <translation>Karte der Nachbarn (UMAP)</translation>
    </message>
    <message>
        <source>Map of neighbours (t-SNE)</source>
        <translation>Karte der Nachbarn (t-SNE)</translation>
    </message>
    <message>
        <source>Masks</source>
        <translation>Masken</translation>
    </message>
    <message>
        <source>Max images</source>
        <translation>Höchstzahl</translation>
    </message>
    <message>
        <source>May change while the model trains.</source>
        <translation>Darf sich ändern, während das Modell trainiert.</translation>
    </message>
    <message>
        <source>Mean ELBO of held-out examples (nats)</source>
        <translation>Mittlere ELBO ungesehener Beispiele (Nats)</translation>
    </message>
    <message numerus="yes">
        <source>Mean of %n selection(s) of labels; bars are their standard deviation.</source>
        <translation>
            <numerusform>Mittel von %n Auswahl der Labels; Balken sind die Standardabweichung.</numerusform>
            <numerusform>Mittel von %n Auswahlen der Labels; Balken sind die Standardabweichung.</numerusform>
        </translation>
    </message>
    <message>
        <source>Mean of p</source>
        <translation>Mittel von p</translation>
    </message>
    <message>
        <source>Mean of q</source>
        <translation>Mittel von q</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Messen</translation>
    </message>
    <message>
        <source>Measure every run on the test images; this takes a while</source>
        <translation>Jeden Lauf an den Testbildern messen; das dauert eine Weile</translation>
    </message>
    <message>
        <source>Measure of convergence M</source>
        <translation>Maß der Konvergenz M</translation>
    </message>
    <message>
        <source>Measure samples of each against the data; this takes a while</source>
        <translation>Stichproben von jedem an den Daten messen; das dauert eine Weile</translation>
    </message>
    <message>
        <source>Measure the learning curves</source>
        <translation>Lernkurven messen</translation>
    </message>
    <message>
        <source>Measure the success</source>
        <translation>Den Erfolg messen</translation>
    </message>
    <message>
        <source>Measure with 10,000 draws</source>
        <translation>10.000 Ziehungen messen</translation>
    </message>
    <message>
        <source>Measure with 100,000 draws</source>
        <translation>100.000 Ziehungen messen</translation>
    </message>
    <message>
        <source>Measured: {result} in {minutes:.0f} minutes, on two processor cores.</source>
        <translation>Gemessen: {result} in {minutes:.0f} Minuten, auf zwei Prozessorkernen.</translation>
    </message>
    <message>
        <source>Measured: {result} in {seconds} seconds, on two processor cores.</source>
        <translation>Gemessen: {result} in {seconds} Sekunden, auf zwei Prozessorkernen.</translation>
    </message>
    <message>
        <source>Measured: {result}.</source>
        <translation>Gemessen: {result}.</translation>
    </message>
    <message>
        <source>Measuring</source>
        <translation>Wird gemessen</translation>
    </message>
    <message>
        <source>Memorised share</source>
        <translation>Anteil der Kopien</translation>
    </message>
    <message>
        <source>Memory</source>
        <comment>of the computer</comment>
        <translation>Arbeitsspeicher</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <source>Middle</source>
        <translation>Mitte</translation>
    </message>
    <message>
        <source>Missing system packages</source>
        <translation>Fehlende Systempakete</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>Ausführung</translation>
    </message>
    <message>
        <source>Mode collapse</source>
        <translation>Moduskollaps</translation>
    </message>
    <message>
        <source>Mode collapse: the generator makes only a few kinds of images.</source>
        <translation>Moduskollaps: Der Generator macht nur wenige Arten von Bildern.</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Modes</source>
        <translation>Moden</translation>
    </message>
    <message>
        <source>Modes covered</source>
        <translation>Erreichte Moden</translation>
    </message>
    <message>
        <source>Modes reverse KL</source>
        <translation>Umgekehrte KL der Moden</translation>
    </message>
    <message>
        <source>More likely than {share} of the test images.</source>
        <translation>Wahrscheinlicher als {share} der Testbilder.</translation>
    </message>
    <message>
        <source>More plots</source>
        <translation>Weitere Kurven</translation>
    </message>
    <message>
        <source>More plots: {names}</source>
        <translation>Weitere Kurven: {names}</translation>
    </message>
    <message>
        <source>More settings of it</source>
        <translation>Weitere Einstellungen dazu</translation>
    </message>
    <message>
        <source>Move along a direction that the plane does not show (3 σ each way); a double-click puts it back</source>
        <translation>In einer Richtung gehen, die die Ebene nicht zeigt (3 σ nach jeder Seite); ein Doppelklick setzt zurück</translation>
    </message>
    <message>
        <source>Move it to the trash</source>
        <translation>In den Papierkorb legen</translation>
    </message>
    <message>
        <source>Move or remove the pin under the cursor</source>
        <translation>Die Nadel unter dem Zeiger verschieben oder entfernen</translation>
    </message>
    <message>
        <source>Move the cursor over the plane, or over the images of a gallery</source>
        <translation>Den Zeiger über die Ebene oder über die Bilder einer Galerie bewegen</translation>
    </message>
    <message>
        <source>Move the plane</source>
        <translation>Die Ebene verschieben</translation>
    </message>
    <message>
        <source>Move the plane back to the middle</source>
        <translation>Die Ebene zurück in die Mitte legen</translation>
    </message>
    <message>
        <source>Move the plane so that it passes through the chosen pin</source>
        <translation>Die Ebene so verschieben, dass sie durch die gewählte Nadel geht</translation>
    </message>
    <message>
        <source>Move the plane so that it passes through the data point that is selected, or the last pin: what the plane does not show is then as it is there</source>
        <translation>Die Ebene so verschieben, dass sie durch den ausgewählten Datenpunkt oder die letzte Nadel geht: Was die Ebene nicht zeigt, ist dann wie dort</translation>
    </message>
    <message>
        <source>Moves</source>
        <translation>Wer lernt</translation>
    </message>
    <message>
        <source>Multiply by D and by 1 − D: the two sides must be equal.</source>
        <translation>Mit D und mit 1 − D multiplizieren: Beide Seiten müssen gleich sein.</translation>
    </message>
    <message>
        <source>My folder, a few hundred pictures</source>
        <translation>Mein Ordner, einige hundert Bilder</translation>
    </message>
    <message>
        <source>My own picture</source>
        <translation>Das eigene Bild</translation>
    </message>
    <message>
        <source>NVIDIA driver</source>
        <translation>NVIDIA-Treiber</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Benennen</translation>
    </message>
    <message>
        <source>Name the chosen pin (Return)</source>
        <translation>Die gewählte Nadel benennen (Return)</translation>
    </message>
    <message>
        <source>Name your own data: a folder of small images, a file, or digits.</source>
        <translation>Bitte die eigenen Daten nennen: einen Ordner mit kleinen Bildern, eine Datei oder digits.</translation>
    </message>
    <message>
        <source>Nats per image</source>
        <translation>Nats je Bild</translation>
    </message>
    <message>
        <source>Nearest</source>
        <translation>Nächstes</translation>
    </message>
    <message>
        <source>Nearest held out</source>
        <translation>Nächstes ungesehenes</translation>
    </message>
    <message>
        <source>Nearest real</source>
        <translation>Nächstes echtes</translation>
    </message>
    <message>
        <source>Nearest real image</source>
        <translation>Nächstes echtes Bild</translation>
    </message>
    <message>
        <source>Nearest real images</source>
        <translation>Nächste echte Bilder</translation>
    </message>
    <message>
        <source>Nearest to the data, by features</source>
        <translation>Nähe (Merkmale)</translation>
    </message>
    <message>
        <source>Nearest to the data, by pixels</source>
        <translation>Nähe (Pixel)</translation>
    </message>
    <message>
        <source>Nearest training</source>
        <translation>Nächstes Trainingsbild</translation>
    </message>
    <message>
        <source>Nearest training images, by features</source>
        <translation>Nächste Trainingsbilder, nach Merkmalen</translation>
    </message>
    <message>
        <source>Nearest training images, by pixels</source>
        <translation>Nächste Trainingsbilder, nach Pixeln</translation>
    </message>
    <message>
        <source>Neighbours</source>
        <translation>Nachbarn</translation>
    </message>
    <message>
        <source>Neighbours of</source>
        <translation>Nachbarn von</translation>
    </message>
    <message>
        <source>Neighbours stay together; distances between groups mean nothing</source>
        <translation>Nachbarn bleiben beieinander; Abstände zwischen Gruppen bedeuten nichts</translation>
    </message>
    <message>
        <source>New noise z is drawn, evenly from -8 to 8.</source>
        <translation>Neues Rauschen z wird gezogen, gleichmäßig von -8 bis 8.</translation>
    </message>
    <message>
        <source>New runs go here. Runs that there are already stay where they are; File &gt; Open run opens them.</source>
        <translation>Neue Läufe kommen hierher. Vorhandene bleiben, wo sie sind; „Datei &gt; Lauf öffnen“ öffnet sie.</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Next seed</source>
        <translation>Nächster Startwert</translation>
    </message>
    <message>
        <source>No box: the model chooses the place</source>
        <translation>Kein Rechteck: Das Modell wählt die Stelle</translation>
    </message>
    <message>
        <source>No caption has the words {words}.</source>
        <translation>Keine Bildunterschrift hat die Wörter {words}.</translation>
    </message>
    <message>
        <source>No caption of the data has: {words}. The model can only guess such words from their letters; do not expect to see them.</source>
        <translation>In keiner Bildunterschrift der Daten steht: {words}. Das Modell kann solche Wörter nur aus ihren Buchstaben erraten; erwarten Sie nicht, sie zu sehen.</translation>
    </message>
    <message>
        <source>No chain has been started for this x.</source>
        <translation>Für dieses x ist noch keine Kette gestartet.</translation>
    </message>
    <message>
        <source>No codes yet</source>
        <translation>Noch keine Codes</translation>
    </message>
    <message>
        <source>No copy: {share} of the training images are nearer to another one than this image is.</source>
        <translation>Keine Kopie: {share} der Trainingsbilder sind einem anderen näher als dieses Bild.</translation>
    </message>
    <message>
        <source>No data are open: choose some in the set-up pane first.</source>
        <translation>Keine Daten sind offen: Bitte zuerst welche im Bereich „Einrichten“ wählen.</translation>
    </message>
    <message>
        <source>No data is named: give {kinds}.</source>
        <translation>Es sind keine Daten genannt: Bitte {kinds} angeben.</translation>
    </message>
    <message>
        <source>No entry has all of these words.</source>
        <translation>Kein Eintrag hat alle diese Wörter.</translation>
    </message>
    <message>
        <source>No favourites yet.
Choose samples and press F, or the star: they are kept with the run.</source>
        <translation>Noch keine Favoriten.
Stichproben wählen und F oder den Stern drücken: Sie werden beim Lauf aufgehoben.</translation>
    </message>
    <message>
        <source>No file is chosen: choose a CSV file with two columns of numbers.</source>
        <translation>Es ist keine Datei gewählt: Bitte eine CSV-Datei mit zwei Spalten von Zahlen wählen.</translation>
    </message>
    <message>
        <source>No film was made.</source>
        <translation>Es wurde kein Film gemacht.</translation>
    </message>
    <message>
        <source>No font with letters was found in {folders}: install one, such as DejaVu, or choose other data.</source>
        <translation>In {folders} ist keine Schrift mit Buchstaben: Bitte eine installieren, etwa DejaVu, oder andere Daten wählen.</translation>
    </message>
    <message>
        <source>No images yet</source>
        <translation>Noch keine Bilder</translation>
    </message>
    <message>
        <source>No number {name} is known of these data; known are {names}.</source>
        <translation>Von diesen Daten ist keine Zahl {name} bekannt; bekannt sind {names}.</translation>
    </message>
    <message>
        <source>No page has all of these words.</source>
        <translation>Keine Seite enthält alle diese Wörter.</translation>
    </message>
    <message>
        <source>No picture is in the group {name}: choose another.</source>
        <translation>In der Gruppe {name} ist kein Bild: Bitte eine andere wählen.</translation>
    </message>
    <message>
        <source>No picture yet</source>
        <translation>Noch kein Bild</translation>
    </message>
    <message>
        <source>No points are selected: Shift+drag on the plane, or use the lasso.</source>
        <translation>Keine Punkte sind ausgewählt: mit Umschalt über die Ebene ziehen oder das Lasso nehmen.</translation>
    </message>
    <message>
        <source>No runs yet. Press the round button at the top to train the first one.</source>
        <translation>Noch keine Läufe. Der runde Knopf oben trainiert den ersten.</translation>
    </message>
    <message>
        <source>No sign of: {faults}.</source>
        <translation>Kein Anzeichen für: {faults}.</translation>
    </message>
    <message>
        <source>No training data here</source>
        <translation>Keine Trainingsdaten hier</translation>
    </message>
    <message>
        <source>No word of {caption!r} is in the captions that the model learned from: use words that are there, such as {some}.</source>
        <translation>Kein Wort von {caption!r} steht in den Bildunterschriften, aus denen das Modell gelernt hat: Bitte Wörter daraus nehmen, etwa {some}.</translation>
    </message>
    <message>
        <source>No. {place}</source>
        <translation>Nr. {place}</translation>
    </message>
    <message>
        <source>No. {place} · {share}</source>
        <translation>Nr. {place} · {share}</translation>
    </message>
    <message>
        <source>Nobody knows the attribute {name}; known are {names}.</source>
        <translation>Das Merkmal {name} kennt niemand; bekannt sind {names}.</translation>
    </message>
    <message>
        <source>Nobody takes part: choose one kind of model at least.</source>
        <translation>Niemand macht mit: Bitte mindestens eine Art von Modell wählen.</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>Rauschen</translation>
    </message>
    <message>
        <source>Noise dim</source>
        <translation>Rauschdimensionen</translation>
    </message>
    <message>
        <source>Noise is drawn, and z = mu + sigma eps: z depends on mu and sigma.</source>
        <translation>Rauschen wird gezogen, und z = mu + sigma eps: z hängt von mu und sigma ab.</translation>
    </message>
    <message>
        <source>Noise z is drawn, evenly from -8 to 8, and as many x from the data.</source>
        <translation>Rauschen z wird gezogen, gleichmäßig von -8 bis 8, und ebenso viele x aus den Daten.</translation>
    </message>
    <message>
        <source>None of {count:,} samples shows {concept}: ask for less.</source>
        <translation>Keine von {count:,} Stichproben zeigt {concept}: Bitte weniger verlangen.</translation>
    </message>
    <message>
        <source>None.</source>
        <translation>Keine.</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Normalise</source>
        <translation>Normalisieren</translation>
    </message>
    <message>
        <source>Not enough data</source>
        <translation>Zu wenige Daten</translation>
    </message>
    <message>
        <source>Not trained yet</source>
        <translation>Noch nicht trainiert</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Nichts</translation>
    </message>
    <message>
        <source>Nothing called {name} is known of these pictures; there are {known}.</source>
        <translation>Von diesen Bildern ist {name} nicht bekannt; es gibt {known}.</translation>
    </message>
    <message>
        <source>Nothing changes</source>
        <translation>Keine Änderung</translation>
    </message>
    <message>
        <source>Nothing changes: the generators give their pictures back as they are.</source>
        <translation>Nichts ändert sich: Die Generatoren geben ihre Bilder zurück, wie sie sind.</translation>
    </message>
    <message>
        <source>Nothing here yet</source>
        <translation>Noch nichts zu sehen</translation>
    </message>
    <message>
        <source>Nothing is different yet: the branch would repeat what its parent did.</source>
        <translation>Noch ist nichts anders: Der Zweig würde wiederholen, was der Elternlauf tat.</translation>
    </message>
    <message>
        <source>Nothing is in the queue.

Set up a training, then press “Add the set-up”: what is here is trained one after the other, also overnight.</source>
        <translation>Nichts ist in der Warteschlange.

Ein Training einrichten, dann „Einrichtung einreihen“ drücken: Was hier steht, wird nacheinander trainiert, auch über Nacht.</translation>
    </message>
    <message>
        <source>Nothing is known of these data that would make an example.</source>
        <translation>Von diesen Daten ist nichts bekannt, woraus ein Beispiel würde.</translation>
    </message>
    <message>
        <source>Nothing is known of these pictures that a judge could learn: take data with classes (a folder of folders) or drawn data, such as faces.</source>
        <translation>Von diesen Bildern ist nichts bekannt, was ein Richter lernen könnte: Bitte Daten mit Klassen (einen Ordner mit Ordnern) nehmen oder gezeichnete Daten, etwa Gesichter (faces).</translation>
    </message>
    <message>
        <source>Nothing is known of these pictures that captions could be checked against: take data with classes, or drawn ones.</source>
        <translation>Von diesen Bildern ist nichts bekannt, woran sich Bildunterschriften prüfen ließen: Bitte Daten mit Klassen nehmen oder gezeichnete.</translation>
    </message>
    <message>
        <source>Nothing is measured yet.</source>
        <translation>Noch ist nichts gemessen.</translation>
    </message>
    <message>
        <source>Nothing is reconstructed: the model cannot encode, or its data are gone.</source>
        <translation>Nichts wird rekonstruiert: Das Modell kann nicht kodieren, oder seine Daten sind weg.</translation>
    </message>
    <message>
        <source>Nothing is selected: draw around points first.</source>
        <translation>Nichts ist ausgewählt: Bitte zuerst Punkte umfahren.</translation>
    </message>
    <message numerus="yes">
        <source>Nothing is wrong as far as %n rule(s) can tell.</source>
        <translation>
            <numerusform>Soweit %n Regel es beurteilen kann, ist alles in Ordnung.</numerusform>
            <numerusform>Soweit %n Regeln es beurteilen können, ist alles in Ordnung.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing to show yet.
Press Train: the samples appear here and get better.</source>
        <translation>Noch nichts zu sehen.
„Trainieren“ drücken: Hier erscheinen erzeugte Bilder und werden immer besser.</translation>
    </message>
    <message>
        <source>Nothing waits.</source>
        <translation>Nichts wartet.</translation>
    </message>
    <message>
        <source>Nothing was drawn: a density must be above 0 somewhere.</source>
        <translation>Es ist nichts gezeichnet: Eine Dichte muss irgendwo über 0 liegen.</translation>
    </message>
    <message>
        <source>Nothing was saved: {fault} is not finite any more.</source>
        <translation>Nichts wurde gesichert: {fault} ist keine endliche Zahl mehr.</translation>
    </message>
    <message>
        <source>Numbers that are not finite</source>
        <translation>Nicht endliche Zahlen</translation>
    </message>
    <message>
        <source>ONNX (*.onnx)</source>
        <translation>ONNX (*.onnx)</translation>
    </message>
    <message>
        <source>Objective</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Of L_1000, over its groups</source>
        <translation>Von L_1000, über seine Gruppen</translation>
    </message>
    <message>
        <source>Of {count:,} samples, {has:,} have this attribute: too few of one kind. Train on, or take another attribute.</source>
        <translation>Von {count:,} Stichproben haben {has:,} dieses Merkmal: zu wenige von einer Art. Bitte weiter trainieren oder ein anderes Merkmal nehmen.</translation>
    </message>
    <message>
        <source>Of {samples:,} samples only {count:,} show what slot {slot} asks for, and {needed} are needed: ask for less, or train for longer.</source>
        <translation>Von {samples:,} Stichproben zeigen nur {count:,}, was Fach {slot} verlangt, und nötig sind {needed}: Bitte weniger verlangen oder länger trainieren.</translation>
    </message>
    <message>
        <source>On the way</source>
        <translation>Auf dem Weg</translation>
    </message>
    <message>
        <source>One draw for the chosen x: solid forward, dashed the gradients back</source>
        <translation>Eine Ziehung für das gewählte x: durchgezogen vorwärts, gestrichelt die Gradienten zurück</translation>
    </message>
    <message>
        <source>One folder more: the other kind of pictures.</source>
        <translation>Noch ein Ordner: die andere Art von Bildern.</translation>
    </message>
    <message>
        <source>One moment: the engine is being loaded.</source>
        <translation>Einen Augenblick: Der Rechenkern wird geladen.</translation>
    </message>
    <message>
        <source>One of the two kinds of pictures has none to train on: choose folders with more pictures in each.</source>
        <translation>Eine der beiden Arten von Bildern hat keine zum Trainieren: Bitte Ordner mit mehr Bildern wählen.</translation>
    </message>
    <message>
        <source>One picture for each checkpoint: the points on the plane that you see, images of the same noise, and the curves with a cursor. The plane stays, the points move.</source>
        <translation>Ein Bild für jeden Sicherungspunkt: die Punkte auf der Ebene, wie sie zu sehen ist, Bilder desselben Rauschens und die Kurven mit einem Zeiger. Die Ebene bleibt, die Punkte bewegen sich.</translation>
    </message>
    <message>
        <source>One picture of all would be too large: export one PNG per image instead.</source>
        <translation>Ein Bild mit allen wäre zu groß: Bitte stattdessen ein PNG je Bild exportieren.</translation>
    </message>
    <message>
        <source>One step of &amp;{player} only</source>
        <translation>Ein Schritt nur von &amp;{player}</translation>
    </message>
    <message>
        <source>Only one thing can be open at a time: {name} was opened.</source>
        <translation>Es lässt sich nur eines auf einmal öffnen: {name} wurde geöffnet.</translation>
    </message>
    <message>
        <source>Only to be looked at</source>
        <translation>Nur zum Ansehen</translation>
    </message>
    <message>
        <source>Open</source>
        <comment>a folder</comment>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open &amp;folder of images…</source>
        <translation>B&amp;ilderordner öffnen…</translation>
    </message>
    <message>
        <source>Open &amp;lesson…</source>
        <translation>Le&amp;ktion öffnen…</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>Zuletzt &amp;geöffnet</translation>
    </message>
    <message>
        <source>Open CSV…</source>
        <translation>CSV…</translation>
    </message>
    <message>
        <source>Open a CSV file</source>
        <translation>Eine CSV-Datei öffnen</translation>
    </message>
    <message>
        <source>Open a data file</source>
        <translation>Eine Datendatei öffnen</translation>
    </message>
    <message>
        <source>Open a folder of images</source>
        <translation>Einen Bilderordner öffnen</translation>
    </message>
    <message>
        <source>Open a lesson</source>
        <translation>Eine Lektion öffnen</translation>
    </message>
    <message>
        <source>Open a model that comes with the program, trained already</source>
        <translation>Ein Modell öffnen, das dem Programm fertig trainiert beiliegt</translation>
    </message>
    <message>
        <source>Open a picture</source>
        <translation>Ein Bild öffnen</translation>
    </message>
    <message>
        <source>Open a picture from a file (PNG, JPEG, WEBP, BMP, GIF or TIFF)</source>
        <translation>Ein Bild aus einer Datei öffnen (PNG, JPEG, WEBP, BMP, GIF oder TIFF)</translation>
    </message>
    <message>
        <source>Open a picture of your own…</source>
        <translation>Ein eigenes Bild öffnen…</translation>
    </message>
    <message>
        <source>Open a run</source>
        <translation>Einen Lauf öffnen</translation>
    </message>
    <message>
        <source>Open both folders as data of two kinds, and choose style transfer for them</source>
        <translation>Beide Ordner als Daten mit zwei Arten öffnen und die Stilübertragung für sie wählen</translation>
    </message>
    <message>
        <source>Open data f&amp;ile…</source>
        <translation>Da&amp;tendatei öffnen…</translation>
    </message>
    <message>
        <source>Open data first.</source>
        <translation>Bitte zuerst Daten öffnen.</translation>
    </message>
    <message>
        <source>Open data that are pictures first.</source>
        <translation>Bitte zuerst Daten öffnen, die Bilder sind.</translation>
    </message>
    <message>
        <source>Open file…</source>
        <translation>Datei öffnen…</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation>Ordner öffnen…</translation>
    </message>
    <message>
        <source>Open it again</source>
        <translation>Wieder öffnen</translation>
    </message>
    <message>
        <source>Open it and train on</source>
        <translation>Öffnen und weiter trainieren</translation>
    </message>
    <message>
        <source>Open lately</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Open my pictures</source>
        <translation>Eigene Bilder öffnen</translation>
    </message>
    <message>
        <source>Open my pictures…</source>
        <translation>Eigene Bilder öffnen…</translation>
    </message>
    <message>
        <source>Open r&amp;un…</source>
        <translation>&amp;Lauf öffnen…</translation>
    </message>
    <message>
        <source>Open the &amp;digits</source>
        <translation>&amp;Ziffern öffnen</translation>
    </message>
    <message>
        <source>Open the chosen run ({key})</source>
        <translation>Den gewählten Lauf öffnen ({key})</translation>
    </message>
    <message>
        <source>Open the data that this model was trained on: the judge learns from them.</source>
        <translation>Bitte die Daten öffnen, mit denen dieses Modell trainiert wurde: Der Richter lernt aus ihnen.</translation>
    </message>
    <message>
        <source>Open the example</source>
        <translation>Beispiel öffnen</translation>
    </message>
    <message>
        <source>Open the folder: {name}</source>
        <translation>Den Ordner öffnen: {name}</translation>
    </message>
    <message>
        <source>Open the run</source>
        <translation>Den Lauf öffnen</translation>
    </message>
    <message>
        <source>Open the two</source>
        <translation>Beide öffnen</translation>
    </message>
    <message>
        <source>Open the weights of a VGG-19</source>
        <translation>Die Gewichte eines VGG-19 öffnen</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>Optionen</translation>
    </message>
    <message>
        <source>Options of the data</source>
        <translation>Optionen der Daten</translation>
    </message>
    <message>
        <source>Or two classes of the data that are open:</source>
        <translation>Oder zwei Klassen der offenen Daten:</translation>
    </message>
    <message>
        <source>Orange</source>
        <translation>Orange</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Reihenfolge</translation>
    </message>
    <message>
        <source>Oscillation</source>
        <translation>Schwingung</translation>
    </message>
    <message>
        <source>Other components of the codes and their share of the variance</source>
        <translation>Die übrigen Komponenten der Codes und ihr Anteil an der Varianz</translation>
    </message>
    <message>
        <source>Other images</source>
        <translation>Andere Bilder</translation>
    </message>
    <message>
        <source>Other neighbours</source>
        <translation>Andere Nachbarn</translation>
    </message>
    <message>
        <source>Other noise</source>
        <translation>Anderes Rauschen</translation>
    </message>
    <message>
        <source>Other pictures…</source>
        <translation>Andere Bilder…</translation>
    </message>
    <message>
        <source>Other terms</source>
        <translation>Weitere Größen</translation>
    </message>
    <message>
        <source>Other word</source>
        <translation>Anderes Wort</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>Andere</translation>
    </message>
    <message>
        <source>Others let pass</source>
        <translation>Anderes angenommen</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>Über</translation>
    </message>
    <message>
        <source>Overfitting</source>
        <translation>Überanpassung</translation>
    </message>
    <message>
        <source>Overfitting of D</source>
        <translation>Überanpassung von D</translation>
    </message>
    <message>
        <source>Overfitting: the model learns the training images by heart.</source>
        <translation>Überanpassung: Das Modell lernt die Trainingsbilder auswendig.</translation>
    </message>
    <message>
        <source>Own settings</source>
        <translation>Eigene Einstellungen</translation>
    </message>
    <message>
        <source>PNG (*.png)</source>
        <translation>PNG (*.png)</translation>
    </message>
    <message>
        <source>PNG, JPEG, WEBP, BMP, GIF or TIFF</source>
        <translation>PNG, JPEG, WEBP, BMP, GIF oder TIFF</translation>
    </message>
    <message>
        <source>PSNR {own} dB (diffusion {diffusion})</source>
        <translation>PSNR {own} dB (Diffusion {diffusion})</translation>
    </message>
    <message>
        <source>PSNR {own} dB (mean {mean}, diffusion {diffusion})</source>
        <translation>PSNR {own} dB (Mittel {mean}, Diffusion {diffusion})</translation>
    </message>
    <message>
        <source>Page of the guide</source>
        <translation>Seite des Handbuchs</translation>
    </message>
    <message>
        <source>Pages found</source>
        <translation>Gefundene Seiten</translation>
    </message>
    <message>
        <source>Paint a hole into a picture: the code is searched for whose image agrees with what is left and looks real, and fills it. Any model that makes images can do it.</source>
        <translation>Malen Sie ein Loch in ein Bild: Gesucht wird der Code, dessen Bild zum Rest passt und echt aussieht; dieses füllt das Loch. Jedes Modell, das Bilder macht, kann das.</translation>
    </message>
    <message>
        <source>Paint a hole, then press Complete</source>
        <translation>Ein Loch malen, dann „Ergänzen“ drücken</translation>
    </message>
    <message>
        <source>Paint the hole; the right button erases</source>
        <translation>Das Loch malen; die rechte Taste radiert</translation>
    </message>
    <message>
        <source>Paint with the mouse, or with arrow keys and Return to set the pen down.</source>
        <translation>Mit der Maus malen, oder mit den Pfeiltasten; Return setzt den Stift auf.</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>Teile</translation>
    </message>
    <message>
        <source>Pass the item over until it is released ({key})</source>
        <translation>Den Eintrag übergehen, bis er freigegeben wird ({key})</translation>
    </message>
    <message>
        <source>Paste a p&amp;icture</source>
        <translation>Bild ein&amp;fügen</translation>
    </message>
    <message>
        <source>Paste a picture</source>
        <translation>Ein Bild einfügen</translation>
    </message>
    <message>
        <source>Paste a picture, or the file of one, from the clipboard (Ctrl+V)</source>
        <translation>Ein Bild oder die Datei eines Bildes aus der Zwischenablage einfügen (Strg+V)</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Weg</translation>
    </message>
    <message>
        <source>Path through the pins</source>
        <translation>Weg durch die Nadeln</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Pause ({key})</source>
        <translation>Pause ({key})</translation>
    </message>
    <message>
        <source>Pause the queue</source>
        <translation>Warteschlange anhalten</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Paused elsewhere</source>
        <translation>Anderswo pausiert</translation>
    </message>
    <message>
        <source>Penalty</source>
        <translation>Strafe</translation>
    </message>
    <message>
        <source>Penalty every</source>
        <translation>Strafe alle</translation>
    </message>
    <message>
        <source>Pick other exemplars</source>
        <translation>Andere Beispiele wählen</translation>
    </message>
    <message>
        <source>Picking clear exemplars</source>
        <translation>Deutliche Beispiele werden gewählt</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Picture (*.png)</source>
        <translation>Bild (*.png)</translation>
    </message>
    <message>
        <source>Picture as PNG…</source>
        <translation>Bild als PNG…</translation>
    </message>
    <message>
        <source>Picture at the slider</source>
        <translation>Bild am Regler</translation>
    </message>
    <message>
        <source>Picture to change</source>
        <translation>Zu änderndes Bild</translation>
    </message>
    <message>
        <source>Picture to complete</source>
        <translation>Zu ergänzendes Bild</translation>
    </message>
    <message>
        <source>Picture to translate</source>
        <translation>Zu übertragendes Bild</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Pictures ({kinds})</source>
        <translation>Bilder ({kinds})</translation>
    </message>
    <message>
        <source>Pictures of 25 to 48 pixels, smooth and diverse</source>
        <translation>Bilder von 25 bis 48 Pixeln, glatt und vielfältig</translation>
    </message>
    <message>
        <source>Pictures of 49 to 96 pixels, smooth: half an hour and more</source>
        <translation>Bilder von 49 bis 96 Pixeln, glatt: eine halbe Stunde und mehr</translation>
    </message>
    <message>
        <source>Pictures of 8 to 24 pixels, smooth and diverse</source>
        <translation>Bilder von 8 bis 24 Pixeln, glatt und vielfältig</translation>
    </message>
    <message>
        <source>Pictures of 97 to 128 pixels as in the paper: for a graphics card</source>
        <translation>Bilder von 97 bis 128 Pixeln wie in der Arbeit: für eine Grafikkarte</translation>
    </message>
    <message>
        <source>Pictures of many kinds from captions, in two stages</source>
        <translation>Bilder vieler Arten aus Bildunterschriften, in zwei Stufen</translation>
    </message>
    <message>
        <source>Pictures of the caption</source>
        <translation>Bilder zur Bildunterschrift</translation>
    </message>
    <message>
        <source>Pictures of the data appear here</source>
        <translation>Hier erscheinen Bilder der Daten</translation>
    </message>
    <message>
        <source>Pictures that are of kind {kind} already are changed by {away:.2f} of 2 when they are turned into it, and yet there and back again is right to {back:.3f}: the cycle cannot see this.</source>
        <translation>Bilder, die schon von der Art {kind} sind, werden um {away:.2f} von 2 verändert, wenn sie in diese verwandelt werden, und doch stimmt hin und wieder zurück bis auf {back:.3f}: Der Zyklus kann das nicht sehen.</translation>
    </message>
    <message>
        <source>Pin a point on the plane to see the real images nearest to it.</source>
        <translation>Einen Punkt auf der Ebene anheften, um die echten Bilder zu sehen, die ihm am nächsten sind.</translation>
    </message>
    <message>
        <source>Pin the changed code</source>
        <translation>Den veränderten Code anheften</translation>
    </message>
    <message>
        <source>Pin the chosen picture</source>
        <translation>Das gewählte Bild anheften</translation>
    </message>
    <message>
        <source>Pin the picture&apos;s code</source>
        <translation>Den Code des Bildes anheften</translation>
    </message>
    <message>
        <source>Pin the point under the cursor; enlarge an image</source>
        <translation>Den Punkt unter dem Zeiger anheften; ein Bild vergrößern</translation>
    </message>
    <message>
        <source>Pinned as {name}.</source>
        <translation>Angeheftet als {name}.</translation>
    </message>
    <message>
        <source>Pins</source>
        <translation>Nadeln</translation>
    </message>
    <message>
        <source>Pixels off by {error} (RMS, of 1).</source>
        <translation>Pixel weichen ab um {error} (RMS, von 1).</translation>
    </message>
    <message>
        <source>Place on the way</source>
        <translation>Stelle auf dem Weg</translation>
    </message>
    <message>
        <source>Placed</source>
        <translation>Lage</translation>
    </message>
    <message>
        <source>Placement</source>
        <translation>Lage der Bilder</translation>
    </message>
    <message>
        <source>Plane</source>
        <translation>Ebene</translation>
    </message>
    <message>
        <source>Plane of codes</source>
        <translation>Ebene der Codes</translation>
    </message>
    <message>
        <source>Play a film from pin to pin, in the order in which they stand</source>
        <translation>Einen Film von Nadel zu Nadel abspielen, in ihrer Reihenfolge</translation>
    </message>
    <message>
        <source>Play all kept checkpoints, one after the other</source>
        <translation>Alle behaltenen Sicherungspunkte nacheinander abspielen</translation>
    </message>
    <message>
        <source>Play the film along the path</source>
        <translation>Den Film entlang des Weges abspielen</translation>
    </message>
    <message>
        <source>Play the training as a film</source>
        <translation>Das Training als Film abspielen</translation>
    </message>
    <message>
        <source>Play the walk, or stop</source>
        <translation>Den Spaziergang abspielen oder anhalten</translation>
    </message>
    <message>
        <source>Plots before</source>
        <translation>Vorige Kurven</translation>
    </message>
    <message>
        <source>Plots before: {names}</source>
        <translation>Vorige Kurven: {names}</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>Points are not compared with each other: copies are of images.</source>
        <translation>Punkte werden nicht miteinander verglichen: Kopien gibt es von Bildern.</translation>
    </message>
    <message>
        <source>Points are not grey levels: choose gaussian as the likelihood, not {likelihood}.</source>
        <translation>Punkte sind keine Grauwerte: Bitte als Likelihood Gauß (gaussian) wählen, nicht {likelihood}.</translation>
    </message>
    <message>
        <source>Points cannot be shifted and coloured as images are: choose none as Augment (augment), not {augment}.</source>
        <translation>Punkte lassen sich nicht wie Bilder verschieben und färben: Bitte als Augmentierung (augment) keine (none) wählen, nicht {augment}.</translation>
    </message>
    <message>
        <source>Points drawn from p_data: dots</source>
        <translation>Punkte, aus p_data gezogen: Kreise</translation>
    </message>
    <message>
        <source>Points have no neighbours to convolve: choose mlp as the architecture, not {architecture}.</source>
        <translation>Punkte haben keine Nachbarn zum Falten: Bitte als Architektur MLP (mlp) wählen, nicht {architecture}.</translation>
    </message>
    <message>
        <source>Points of a line or a plane</source>
        <translation>Punkte einer Geraden oder Ebene</translation>
    </message>
    <message>
        <source>Points of a line or a plane, all of the modes</source>
        <translation>Punkte, alle Moden</translation>
    </message>
    <message>
        <source>Points of a plane: D beside the best D there is, and how the generator covers p_data.</source>
        <translation>Punkte einer Ebene: D neben dem besten D, das es gibt, und wie der Generator p_data abdeckt.</translation>
    </message>
    <message>
        <source>Points that the generator makes: crosses</source>
        <translation>Punkte, die der Generator macht: Kreuze</translation>
    </message>
    <message>
        <source>Points, not pictures: see the figures</source>
        <translation>Punkte, keine Bilder: siehe die Kennzahlen</translation>
    </message>
    <message>
        <source>Points: how a plain GAN collapses</source>
        <translation>Punkte: wie ein einfaches GAN kollabiert</translation>
    </message>
    <message>
        <source>Poisson blending: what is pasted keeps its edges and takes the colours around</source>
        <translation>Überblenden nach Poisson: Das Eingesetzte behält seine Kanten und übernimmt die Farben ringsum</translation>
    </message>
    <message>
        <source>Pool</source>
        <translation>Bildvorrat</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>Posterior</source>
        <translation>Posterior</translation>
    </message>
    <message>
        <source>Posterior collapse</source>
        <translation>Posterior-Kollaps</translation>
    </message>
    <message>
        <source>Posterior collapse: q is the prior, and the decoder takes no notice of z.</source>
        <translation>Posterior-Kollaps: q ist der Prior, und der Decoder beachtet z nicht.</translation>
    </message>
    <message>
        <source>Posterior collapse: the decoder ignores the codes.</source>
        <translation>Posterior-Kollaps: Der Decoder beachtet die Codes nicht.</translation>
    </message>
    <message>
        <source>Posterior ellipses</source>
        <translation>Posterior-Ellipsen</translation>
    </message>
    <message>
        <source>Posterior, chain and q</source>
        <translation>Posterior, Kette und q</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Präzision</translation>
    </message>
    <message>
        <source>Precision and recall</source>
        <translation>Präzision und Recall</translation>
    </message>
    <message>
        <source>Precision held out</source>
        <translation>Präzision, ungesehene</translation>
    </message>
    <message>
        <source>Predicted class</source>
        <translation>Erkannte Klasse</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Prepare the picture</source>
        <translation>Bild vorbereiten</translation>
    </message>
    <message>
        <source>Prepared</source>
        <translation>Vorbereitet</translation>
    </message>
    <message>
        <source>Preparing</source>
        <translation>Wird vorbereitet</translation>
    </message>
    <message>
        <source>Preparing the bench…</source>
        <translation>Der Versuch wird vorbereitet…</translation>
    </message>
    <message>
        <source>Preparing the features</source>
        <translation>Die Merkmale werden vorbereitet</translation>
    </message>
    <message>
        <source>Press Change</source>
        <translation>„Ändern“ drücken</translation>
    </message>
    <message>
        <source>Press Complete</source>
        <translation>„Ergänzen“ drücken</translation>
    </message>
    <message>
        <source>Prior</source>
        <translation>Prior</translation>
    </message>
    <message>
        <source>Prior of the restarts</source>
        <translation>Prior der Anläufe</translation>
    </message>
    <message>
        <source>Prior weight</source>
        <translation>Prior-Gewicht</translation>
    </message>
    <message>
        <source>Probabilistic PCA</source>
        <translation>Probabilistische PCA</translation>
    </message>
    <message>
        <source>Probabilistic PCA of each class (generative)</source>
        <translation>Probabilistische PCA je Klasse (generativ)</translation>
    </message>
    <message>
        <source>Probability of being real</source>
        <translation>Wahrscheinlichkeit, echt zu sein</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Progress of the examination</source>
        <translation>Fortschritt der Untersuchung</translation>
    </message>
    <message>
        <source>Progress of the export</source>
        <translation>Fortschritt des Exports</translation>
    </message>
    <message>
        <source>Progress of the lesson</source>
        <translation>Fortschritt der Lektion</translation>
    </message>
    <message>
        <source>Progress of the search</source>
        <translation>Fortschritt der Suche</translation>
    </message>
    <message>
        <source>Proof</source>
        <translation>Beweis</translation>
    </message>
    <message>
        <source>Proofs</source>
        <translation>Beweise</translation>
    </message>
    <message>
        <source>Published sets</source>
        <translation>Veröffentlichte Sammlungen</translation>
    </message>
    <message>
        <source>Purple</source>
        <translation>Violett</translation>
    </message>
    <message>
        <source>Put D* into V.</source>
        <translation>D* in V einsetzen.</translation>
    </message>
    <message>
        <source>Put every slider back to the middle, or to the pin that the plane passes through</source>
        <translation>Jeden Regler in die Mitte zurücksetzen, oder zu der Nadel, durch die die Ebene geht</translation>
    </message>
    <message>
        <source>Put the chosen runs side by side: choose several with Ctrl or Shift</source>
        <translation>Die gewählten Läufe nebeneinanderstellen: mehrere mit Strg oder Umschalt wählen</translation>
    </message>
    <message>
        <source>Put the runs side by side: their curves, settings and reconstructions</source>
        <translation>Die Läufe nebeneinanderstellen: ihre Kurven, Einstellungen und Rekonstruktionen</translation>
    </message>
    <message>
        <source>Put them at the end of the queue and start it; one is trained after the other</source>
        <translation>Ans Ende der Warteschlange stellen und sie starten; eines wird nach dem anderen trainiert</translation>
    </message>
    <message>
        <source>Put what is set up at the end of the queue</source>
        <translation>Was eingerichtet ist, ans Ende der Warteschlange stellen</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>Queue mine</source>
        <translation>Meine einreihen</translation>
    </message>
    <message>
        <source>Queue the missing</source>
        <translation>Fehlende einreihen</translation>
    </message>
    <message>
        <source>Queue them</source>
        <translation>Einreihen</translation>
    </message>
    <message>
        <source>R-hat</source>
        <translation>R-hat</translation>
    </message>
    <message>
        <source>R1</source>
        <translation>R1</translation>
    </message>
    <message>
        <source>R2</source>
        <translation>R2</translation>
    </message>
    <message>
        <source>RANK and WORLD_SIZE are not those of torchrun: start it with torchrun.</source>
        <translation>RANK und WORLD_SIZE sind nicht die von torchrun: Bitte mit torchrun starten.</translation>
    </message>
    <message>
        <source>ROC</source>
        <translation>ROC</translation>
    </message>
    <message>
        <source>Random pixels</source>
        <translation>Zufällige Pixel</translation>
    </message>
    <message>
        <source>Random weights (a control)</source>
        <translation>Zufällige Gewichte (Kontrolle)</translation>
    </message>
    <message>
        <source>Re&amp;start now</source>
        <translation>Jetzt neu &amp;starten</translation>
    </message>
    <message>
        <source>Read the runs again</source>
        <translation>Die Läufe neu lesen</translation>
    </message>
    <message>
        <source>Reading the run…</source>
        <translation>Der Lauf wird gelesen…</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen…</translation>
    </message>
    <message>
        <source>Ready masks</source>
        <translation>Fertige Masken</translation>
    </message>
    <message>
        <source>Ready to train</source>
        <translation>Bereit zum Training</translation>
    </message>
    <message>
        <source>Real images</source>
        <translation>Echte Bilder</translation>
    </message>
    <message>
        <source>Real points x are drawn from the data, and as many z from the prior.</source>
        <translation>Echte Punkte x werden aus den Daten gezogen, und ebenso viele z aus dem Prior.</translation>
    </message>
    <message>
        <source>Real test image {number}</source>
        <translation>Echtes Testbild {number}</translation>
    </message>
    <message>
        <source>Rebuilds the model: stop and reset the run to change it.</source>
        <translation>Verlangt ein neues Modell: Zum Ändern den Lauf stoppen und zurücksetzen.</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>Recall</translation>
    </message>
    <message>
        <source>Recall held out</source>
        <translation>Recall, ungesehene</translation>
    </message>
    <message>
        <source>Reconstruction</source>
        <translation>Rekonstruktion</translation>
    </message>
    <message>
        <source>Reconstruction of test image {number}</source>
        <translation>Rekonstruktion von Testbild {number}</translation>
    </message>
    <message>
        <source>Reconstructions</source>
        <translation>Rekonstruktionen</translation>
    </message>
    <message>
        <source>Rectangle</source>
        <translation>Rechteck</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>Rot</translation>
    </message>
    <message>
        <source>Redo (Ctrl+Y)</source>
        <translation>Wiederholen (Strg+Y)</translation>
    </message>
    <message>
        <source>Redo the box</source>
        <translation>Das Rechteck wiederholen</translation>
    </message>
    <message>
        <source>Redo the stroke</source>
        <translation>Den Strich wiederholen</translation>
    </message>
    <message>
        <source>Refine q</source>
        <translation>q verbessern</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Neu lesen</translation>
    </message>
    <message>
        <source>Regions</source>
        <translation>Gebiete</translation>
    </message>
    <message>
        <source>Regions of {name}</source>
        <translation>Gebiete: {name}</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Rejecting what is no image of a class (AUC)</source>
        <translation>Ablehnen, was kein Bild einer Klasse ist (AUC)</translation>
    </message>
    <message>
        <source>Rejecting: how often a test image gets more confidence than an image of no class</source>
        <translation>Ablehnen: wie oft ein Testbild für sicherer gehalten wird als ein Bild keiner Klasse</translation>
    </message>
    <message>
        <source>Rejecting: how often a test image has a higher log p(x) than an image of no class</source>
        <translation>Ablehnen: wie oft ein Testbild ein höheres log p(x) hat als ein Bild keiner Klasse</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>Freigeben</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove all pins</source>
        <translation>Alle Nadeln entfernen</translation>
    </message>
    <message>
        <source>Remove from the a&amp;pplications menu</source>
        <translation>Aus dem &amp;Anwendungsmenü entfernen</translation>
    </message>
    <message>
        <source>Remove it ({key})</source>
        <translation>Entfernen ({key})</translation>
    </message>
    <message>
        <source>Remove the chosen pins (Delete)</source>
        <translation>Die gewählten Nadeln entfernen (Entf)</translation>
    </message>
    <message>
        <source>Remove the pins and the path</source>
        <translation>Nadeln und Weg entfernen</translation>
    </message>
    <message>
        <source>Repeats</source>
        <translation>Wiederholungen</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Rescale</source>
        <translation>Neu skalieren</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Reset the components</source>
        <translation>Die Komponenten zurücksetzen</translation>
    </message>
    <message>
        <source>Reset: {what}</source>
        <translation>Zurücksetzen: {what}</translation>
    </message>
    <message>
        <source>Restart now</source>
        <translation>Jetzt neu starten</translation>
    </message>
    <message>
        <source>Restarts</source>
        <translation>Anläufe</translation>
    </message>
    <message>
        <source>Restore the la&amp;yout</source>
        <translation>An&amp;ordnung wiederherstellen</translation>
    </message>
    <message>
        <source>Restored what {picture} was made with, at step {step}.</source>
        <translation>Wiederhergestellt, womit {picture} entstanden ist, bei Schritt {step}.</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Resume the run</source>
        <translation>Den Lauf fortsetzen</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Return</translation>
    </message>
    <message>
        <source>Return names a pin, Delete removes it, dragging takes its code along</source>
        <translation>Return benennt eine Nadel, Entf entfernt sie, Ziehen nimmt ihren Code mit</translation>
    </message>
    <message>
        <source>Right half</source>
        <translation>Rechte Hälfte</translation>
    </message>
    <message>
        <source>Right or middle button, dragging</source>
        <translation>Rechte oder mittlere Taste, ziehen</translation>
    </message>
    <message>
        <source>Root-mean-square difference of the pixels, from 0 to 1</source>
        <translation>Mittlere quadratische Abweichung der Pixel (RMS), von 0 bis 1</translation>
    </message>
    <message>
        <source>Round</source>
        <translation>Im Kreis</translation>
    </message>
    <message>
        <source>Rows take turns: images that training never saw, then the same, encoded and decoded.</source>
        <translation>Die Zeilen wechseln sich ab: Bilder, die das Training nie sah, dann dieselben, kodiert und dekodiert.</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Runs, the newest first, branches below their parents</source>
        <translation>Läufe, der neueste zuerst, Zweige unter ihren Elternläufen</translation>
    </message>
    <message>
        <source>S&amp;eed</source>
        <translation>Sta&amp;rtwert</translation>
    </message>
    <message>
        <source>SVM</source>
        <translation>SVM</translation>
    </message>
    <message>
        <source>SVM in 2-D</source>
        <translation>SVM in 2-D</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>Ziehen</translation>
    </message>
    <message>
        <source>Sample a 7: draw images of a class</source>
        <translation>Eine 7 ziehen: Bilder einer Klasse zeichnen</translation>
    </message>
    <message>
        <source>Sample from the SVM</source>
        <translation>Aus der SVM ziehen</translation>
    </message>
    <message>
        <source>Sample {number} of seed {seed}, ψ {truncation:g}</source>
        <translation>Stichprobe {number} zum Startwert {seed}, ψ {truncation:g}</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Stichproben</translation>
    </message>
    <message>
        <source>Samples near a mode</source>
        <translation>Stichproben nahe einer Mode</translation>
    </message>
    <message>
        <source>Samples of step {step} reach {found} of {of} classes.</source>
        <translation>Stichproben von Schritt {step} erreichen {found} von {of} Klassen.</translation>
    </message>
    <message>
        <source>Samples of step {step} reach {found} of {of} modes.</source>
        <translation>Stichproben von Schritt {step} erreichen {found} von {of} Moden.</translation>
    </message>
    <message>
        <source>Samples of the model</source>
        <translation>Stichproben des Modells</translation>
    </message>
    <message>
        <source>Samples of {model}</source>
        <translation>Stichproben von {model}</translation>
    </message>
    <message>
        <source>Samples of {run} at step {step:,}</source>
        <translation>Stichproben von {run} bei Schritt {step:,}</translation>
    </message>
    <message>
        <source>Samples reach {found:.0f} of {of:.0f} kinds.</source>
        <translation>Die Stichproben erreichen {found:.0f} von {of:.0f} Arten.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Save all of this as one HTML file that any browser shows</source>
        <translation>Alles als eine HTML-Datei speichern, die jeder Browser zeigt</translation>
    </message>
    <message>
        <source>Save and stop what is trained; it goes on exactly where it was</source>
        <translation>Sichern und stoppen, was trainiert wird; es geht genau dort weiter</translation>
    </message>
    <message>
        <source>Save as PNG</source>
        <translation>Als PNG speichern</translation>
    </message>
    <message>
        <source>Save both generators for programs without Python</source>
        <translation>Beide Generatoren für Programme ohne Python speichern</translation>
    </message>
    <message>
        <source>Save everything, close the window and open it again</source>
        <translation>Alles sichern, das Fenster schließen und wieder öffnen</translation>
    </message>
    <message>
        <source>Save images as PNG, with what made them</source>
        <translation>Bilder als PNG speichern, mit dem, woraus sie entstanden</translation>
    </message>
    <message>
        <source>Save it and begin the lesson</source>
        <translation>Sichern und die Lektion beginnen</translation>
    </message>
    <message>
        <source>Save picture…</source>
        <translation>Bild speichern…</translation>
    </message>
    <message>
        <source>Save report…</source>
        <translation>Bericht speichern…</translation>
    </message>
    <message>
        <source>Save samples and figures as one picture</source>
        <translation>Stichproben und Kennzahlen als ein Bild speichern</translation>
    </message>
    <message>
        <source>Save table…</source>
        <translation>Tabelle speichern…</translation>
    </message>
    <message>
        <source>Save the changed picture</source>
        <translation>Das veränderte Bild speichern</translation>
    </message>
    <message>
        <source>Save the changed picture…</source>
        <translation>Das veränderte Bild speichern…</translation>
    </message>
    <message>
        <source>Save the chosen picture</source>
        <translation>Das gewählte Bild speichern</translation>
    </message>
    <message>
        <source>Save the figures as a CSV file</source>
        <translation>Die Kennzahlen als CSV-Datei speichern</translation>
    </message>
    <message>
        <source>Save the film</source>
        <translation>Den Film speichern</translation>
    </message>
    <message>
        <source>Save the film…</source>
        <translation>Film speichern…</translation>
    </message>
    <message>
        <source>Save the generators</source>
        <translation>Die Generatoren speichern</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>Das Bild speichern</translation>
    </message>
    <message>
        <source>Save the pictures as one PNG, which remembers how they were made</source>
        <translation>Die Bilder als ein PNG speichern, das sich merkt, wie sie gemacht wurden</translation>
    </message>
    <message>
        <source>Save the picture…</source>
        <translation>Bild speichern…</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Den Bericht speichern</translation>
    </message>
    <message>
        <source>Save the run&apos;s past as a film: points, samples and curves</source>
        <translation>Die Vergangenheit des Laufs als Film speichern: Punkte, Stichproben und Kurven</translation>
    </message>
    <message>
        <source>Save the selected images…</source>
        <translation>Die gewählten Bilder speichern…</translation>
    </message>
    <message>
        <source>Save the selected points: a table (CSV) with their codes, and their images</source>
        <translation>Die ausgewählten Punkte speichern: eine Tabelle (CSV) mit ihren Codes, und ihre Bilder</translation>
    </message>
    <message>
        <source>Save the selection in</source>
        <translation>Die Auswahl speichern in</translation>
    </message>
    <message>
        <source>Save the strip as one PNG, with its recipe</source>
        <translation>Den Streifen als ein PNG speichern, mit seinem Rezept</translation>
    </message>
    <message>
        <source>Save the translated picture</source>
        <translation>Das übertragene Bild speichern</translation>
    </message>
    <message>
        <source>Save the translated picture as a PNG file</source>
        <translation>Das übertragene Bild als PNG-Datei speichern</translation>
    </message>
    <message>
        <source>Save the walk</source>
        <translation>Den Spaziergang speichern</translation>
    </message>
    <message>
        <source>Save the walk as a film (GIF, MP4) or a strip of images (PNG)</source>
        <translation>Den Spaziergang als Film (GIF, MP4) oder Bilderstreifen (PNG) speichern</translation>
    </message>
    <message>
        <source>Save the way</source>
        <translation>Den Weg speichern</translation>
    </message>
    <message>
        <source>Save the way as a film (GIF, MP4) or as a strip of pictures (PNG)</source>
        <translation>Den Weg als Film (GIF, MP4) oder Bilderstreifen (PNG) speichern</translation>
    </message>
    <message>
        <source>Save the whole grid…</source>
        <translation>Das ganze Raster speichern…</translation>
    </message>
    <message>
        <source>Save what was kept of this game as a film, a picture for each mark of the time slider</source>
        <translation>Was von diesem Spiel aufgehoben ist als Film speichern, ein Bild für jede Marke des Zeitreglers</translation>
    </message>
    <message>
        <source>Saved {name} in {folder}.</source>
        <translation>{name} ist in {folder} gespeichert.</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern…</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>Wird gesichert</translation>
    </message>
    <message>
        <source>Saving failed: {reason}</source>
        <translation>Das Speichern ist fehlgeschlagen: {reason}</translation>
    </message>
    <message>
        <source>Saving the film… {time}</source>
        <translation>Der Film wird gespeichert… {time}</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Wird gespeichert…</translation>
    </message>
    <message>
        <source>Say what the pictures are to get, such as glasses=yes.</source>
        <translation>Bitte sagen, was die Bilder bekommen sollen, etwa glasses=yes.</translation>
    </message>
    <message>
        <source>Scale it, and put its centre of mass where theirs is</source>
        <translation>Die Größe anpassen und den Schwerpunkt dorthin legen, wo ihrer ist</translation>
    </message>
    <message>
        <source>Scale the result to the length of its members where it is not typical</source>
        <translation>Das Ergebnis auf die Länge seiner Mitglieder bringen, wo seine nicht typisch ist</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Lernratenverlauf</translation>
    </message>
    <message>
        <source>Scores of real and generated</source>
        <translation>Punktzahlen von echten und erzeugten</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>Bildschirm</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search again</source>
        <translation>Noch einmal suchen</translation>
    </message>
    <message>
        <source>Search for the code whose image fits what is known, and fill the hole</source>
        <translation>Den Code suchen, dessen Bild zum Bekannten passt, und das Loch füllen</translation>
    </message>
    <message>
        <source>Search the best Gaussian for this image alone: the encoder&apos;s own error closes</source>
        <translation>Die beste Normalverteilung nur für dieses Bild suchen: Der eigene Fehler des Encoders schließt sich</translation>
    </message>
    <message>
        <source>Search the glossary</source>
        <translation>Das Glossar durchsuchen</translation>
    </message>
    <message>
        <source>Search the guide</source>
        <translation>Das Handbuch durchsuchen</translation>
    </message>
    <message>
        <source>Searching</source>
        <translation>Sucht</translation>
    </message>
    <message>
        <source>Searching: step {step} of {steps}</source>
        <translation>Sucht: Schritt {step} von {steps}</translation>
    </message>
    <message>
        <source>Second</source>
        <translation>Zweite Klasse</translation>
    </message>
    <message>
        <source>Second caption</source>
        <translation>Zweite Bildunterschrift</translation>
    </message>
    <message>
        <source>Second folder</source>
        <translation>Zweiter Ordner</translation>
    </message>
    <message>
        <source>Second kind</source>
        <translation>Zweite Art</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>See also</source>
        <translation>Siehe auch</translation>
    </message>
    <message>
        <source>See {word}</source>
        <translation>Siehe {word}</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Seed of the images</source>
        <translation>Startwert der Bilder</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>Auswählen</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>&amp;Alles auswählen</translation>
    </message>
    <message>
        <source>Select &amp;none</source>
        <translation>&amp;Nichts auswählen</translation>
    </message>
    <message>
        <source>Select a &amp;class</source>
        <translation>Eine &amp;Klasse auswählen</translation>
    </message>
    <message>
        <source>Select pictures with the lasso in Explore and take them as “has it”, then others as “has it not”.</source>
        <translation>Bilder mit dem Lasso in „Erkunden“ auswählen und als „hat es“ nehmen, dann andere als „hat es nicht“.</translation>
    </message>
    <message>
        <source>Select points</source>
        <translation>Punkte auswählen</translation>
    </message>
    <message>
        <source>Select points first: with Shift+drag, the lasso, or a click on one.</source>
        <translation>Zuerst Punkte auswählen: mit Umschalt+Ziehen, dem Lasso oder einem Klick.</translation>
    </message>
    <message>
        <source>Select points freehand, as with the lasso</source>
        <translation>Punkte frei umfahren, wie mit dem Lasso</translation>
    </message>
    <message>
        <source>Select points in a rectangle; Ctrl adds, Alt removes</source>
        <translation>Punkte in einem Rechteck auswählen; Strg fügt hinzu, Alt nimmt weg</translation>
    </message>
    <message>
        <source>Select points without the mouse: all, none, others, a class</source>
        <translation>Punkte ohne Maus auswählen: alle, keine, die anderen, eine Klasse</translation>
    </message>
    <message>
        <source>Select what is in &amp;view</source>
        <translation>Auswählen, was zu &amp;sehen ist</translation>
    </message>
    <message>
        <source>Selected image</source>
        <translation>Gewähltes</translation>
    </message>
    <message>
        <source>Selected points</source>
        <translation>Ausgewählte Punkte</translation>
    </message>
    <message>
        <source>Separates fairly</source>
        <translation>Trennt leidlich</translation>
    </message>
    <message>
        <source>Separates poorly</source>
        <translation>Trennt schlecht</translation>
    </message>
    <message>
        <source>Separates well</source>
        <translation>Trennt gut</translation>
    </message>
    <message>
        <source>Set by the environment variable {name}.</source>
        <translation>Von der Umgebungsvariablen {name} festgelegt.</translation>
    </message>
    <message>
        <source>Set p to the encoder&apos;s q for the chosen x and q to N(0, 1): the KL in the ELBO</source>
        <translation>Für p das q des Encoders zum gewählten x nehmen und für q N(0, 1): die KL in der ELBO</translation>
    </message>
    <message>
        <source>Set them up again</source>
        <translation>Neu einrichten</translation>
    </message>
    <message>
        <source>Set up such a training</source>
        <translation>Ein solches Training einrichten</translation>
    </message>
    <message>
        <source>Set up {name}</source>
        <translation>{name} einrichten</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Settings of the bench</source>
        <translation>Einstellungen des Versuchs</translation>
    </message>
    <message>
        <source>Settings of the model</source>
        <translation>Einstellungen des Modells</translation>
    </message>
    <message>
        <source>Settings of the runs</source>
        <translation>Einstellungen der Läufe</translation>
    </message>
    <message>
        <source>Settings that differ</source>
        <translation>Einstellungen, die sich unterscheiden</translation>
    </message>
    <message>
        <source>Settings that were tried on data of this kind; each can be changed afterwards</source>
        <translation>Einstellungen, die an solchen Daten erprobt sind; jede lässt sich danach ändern</translation>
    </message>
    <message>
        <source>Setup</source>
        <translation>Einrichten</translation>
    </message>
    <message>
        <source>Shapes</source>
        <translation>Formen</translation>
    </message>
    <message>
        <source>Share of a ready mask</source>
        <translation>Anteil einer fertigen Maske</translation>
    </message>
    <message>
        <source>Share of draws from the prior that lie farther out</source>
        <translation>Anteil der Ziehungen aus dem Prior, die weiter außen liegen</translation>
    </message>
    <message>
        <source>Share of moves accepted; split R-hat (1: all chains agree); independent draws</source>
        <translation>Anteil der angenommenen Schritte; geteiltes R-hat (1: alle Ketten sind sich einig); unabhängige Ziehungen</translation>
    </message>
    <message>
        <source>Share of the chains&apos; moves</source>
        <translation>Anteil der Schritte der Ketten</translation>
    </message>
    <message>
        <source>Share of the test images that probabilistic PCA of each class tells right</source>
        <translation>Anteil der Testbilder, bei denen die probabilistische PCA je Klasse recht hat</translation>
    </message>
    <message>
        <source>Share of the test images that the SVM of all pixels tells right</source>
        <translation>Anteil der Testbilder, bei denen die SVM aller Pixel recht hat</translation>
    </message>
    <message>
        <source>Share of the test images that the VAE tells right; it learns while you look</source>
        <translation>Anteil der Testbilder, bei denen der VAE recht hat; er lernt beim Zusehen</translation>
    </message>
    <message>
        <source>Shift+Alt+dragging</source>
        <translation>Umschalt+Alt, ziehen</translation>
    </message>
    <message>
        <source>Shift+Arrows</source>
        <translation>Umschalt+Pfeiltasten</translation>
    </message>
    <message>
        <source>Shift+dragging</source>
        <translation>Umschalt, ziehen</translation>
    </message>
    <message>
        <source>Show &amp;all controls</source>
        <translation>Alles zei&amp;gen</translation>
    </message>
    <message>
        <source>Show above each picture the small one that it was refined from</source>
        <translation>Über jedem Bild das kleine zeigen, aus dem es verfeinert wurde</translation>
    </message>
    <message>
        <source>Show all controls</source>
        <translation>Alles zeigen</translation>
    </message>
    <message>
        <source>Show all points again</source>
        <translation>Alle Punkte wieder zeigen</translation>
    </message>
    <message>
        <source>Show eight images near it: a little noise on its code</source>
        <translation>Acht Bilder in der Nähe zeigen: etwas Rauschen auf seinem Code</translation>
    </message>
    <message>
        <source>Show equal settings too</source>
        <translation>Auch gleiche Einstellungen zeigen</translation>
    </message>
    <message>
        <source>Show how sure the encoder is: q(z|x) at two deviations, of the selected image, else of up to {count} in view</source>
        <translation>Zeigen, wie sicher der Encoder ist: q(z|x) bei zwei Standardabweichungen, für das ausgewählte Bild, sonst für bis zu {count} im Blick</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>Mehr zeigen</translation>
    </message>
    <message>
        <source>Show more about this; the message stays</source>
        <translation>Mehr dazu zeigen; die Meldung bleibt</translation>
    </message>
    <message>
        <source>Show one</source>
        <translation>Eines zeigen</translation>
    </message>
    <message>
        <source>Show or hide how the images are read: size, fit and the like</source>
        <translation>Zeigen oder verbergen, wie die Bilder gelesen werden: Größe, Einpassen und dergleichen</translation>
    </message>
    <message>
        <source>Show or hide the settings</source>
        <translation>Die Einstellungen zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Show or hide the settings that seldom need a change</source>
        <translation>Die Einstellungen zeigen oder verbergen, die selten eine Änderung brauchen</translation>
    </message>
    <message>
        <source>Show or hide {title}</source>
        <translation>{title} zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Show report</source>
        <translation>Bericht zeigen</translation>
    </message>
    <message>
        <source>Show skipped files</source>
        <translation>Ausgelassene Dateien zeigen</translation>
    </message>
    <message>
        <source>Show skipped files ({count:,})</source>
        <translation>Ausgelassene Dateien zeigen ({count:,})</translation>
    </message>
    <message>
        <source>Show the folder with this and earlier reports</source>
        <translation>Den Ordner mit diesem und früheren Berichten zeigen</translation>
    </message>
    <message>
        <source>Show the images themselves instead of points: automatic where few are in view, so zoom in to see them</source>
        <translation>Die Bilder selbst statt Punkten zeigen: automatisch, wo wenige zu sehen sind; Vergrößern zeigt sie</translation>
    </message>
    <message>
        <source>Show the picture as it was, to compare</source>
        <translation>Zum Vergleich das Bild zeigen, wie es war</translation>
    </message>
    <message>
        <source>Show the settings that are equal, too</source>
        <translation>Auch die Einstellungen zeigen, die gleich sind</translation>
    </message>
    <message>
        <source>Show the training images as dots; framed are the SVM&apos;s support vectors</source>
        <translation>Die Trainingsbilder als Punkte zeigen; umrahmt sind die Stützvektoren der SVM</translation>
    </message>
    <message>
        <source>Show the ways that the selected points have taken, up to the checkpoint shown</source>
        <translation>Die Wege zeigen, die die ausgewählten Punkte bis zum gezeigten Sicherungspunkt genommen haben</translation>
    </message>
    <message>
        <source>Show the whole plane; go to the first image</source>
        <translation>Die ganze Ebene zeigen; zum ersten Bild gehen</translation>
    </message>
    <message>
        <source>Show what a lesson has hidden</source>
        <translation>Zeigen, was eine Lektion verborgen hat</translation>
    </message>
    <message>
        <source>Show what happened in full, to read or to copy</source>
        <translation>Vollständig zeigen, was geschehen ist, zum Lesen oder Kopieren</translation>
    </message>
    <message>
        <source>Show what the plane decodes to, behind the points. Grey and hatched: no training data here</source>
        <translation>Hinter den Punkten zeigen, wozu die Ebene dekodiert wird. Grau und schraffiert: keine Trainingsdaten hier</translation>
    </message>
    <message>
        <source>Show what this lesson has hidden to keep things simple</source>
        <translation>Zeigen, was diese Lektion der Einfachheit halber verborgen hat</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>Nebeneinander</translation>
    </message>
    <message>
        <source>Sigma</source>
        <translation>Sigma</translation>
    </message>
    <message>
        <source>Sigma blows up: noise explains the images, and the decoder nothing.</source>
        <translation>Sigma bläht sich auf: Rauschen erklärt die Bilder, und der Decoder nichts.</translation>
    </message>
    <message>
        <source>Sigma is {now:.3f}, as large as at the start ({first:.3f}).</source>
        <translation>Sigma ist {now:.3f}, so groß wie am Anfang ({first:.3f}).</translation>
    </message>
    <message>
        <source>Sigma is {now:.4f} of a grey level&apos;s range.</source>
        <translation>Sigma ist {now:.4f} des Bereichs der Grauwerte.</translation>
    </message>
    <message>
        <source>Sigma of p</source>
        <translation>Sigma von p</translation>
    </message>
    <message>
        <source>Sigma of q</source>
        <translation>Sigma von q</translation>
    </message>
    <message>
        <source>Sigma shrinks to nothing: constant pixels outweigh all others.</source>
        <translation>Sigma schrumpft auf nichts: Pixel, die sich nie ändern, überwiegen alle anderen.</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Size (size) is {wanted}; it must be 0 (automatic) or from 8 to 64 px.</source>
        <translation>Die Größe (size) ist {wanted}; erlaubt ist 0 (automatisch) oder von 8 bis 64&#xa0;px.</translation>
    </message>
    <message>
        <source>Size of the pictures</source>
        <translation>Größe der Bilder</translation>
    </message>
    <message>
        <source>Sizes</source>
        <translation>Größen</translation>
    </message>
    <message>
        <source>Sketch</source>
        <translation>Skizze</translation>
    </message>
    <message>
        <source>Skin</source>
        <translation>Hautfarbe</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Überspringen</translation>
    </message>
    <message>
        <source>Skip or release an item of the queue, or remove it</source>
        <translation>Einen Eintrag der Warteschlange übergehen, freigeben oder entfernen</translation>
    </message>
    <message>
        <source>Slope of D</source>
        <translation>Steilheit von D</translation>
    </message>
    <message>
        <source>Slow motion</source>
        <translation>Zeitlupe</translation>
    </message>
    <message>
        <source>Small colour pictures</source>
        <translation>Kleine farbige Bilder</translation>
    </message>
    <message>
        <source>Small colour pictures from captions, at once</source>
        <translation>Kleine farbige Bilder aus Bildunterschriften, auf einmal</translation>
    </message>
    <message>
        <source>Small colour pictures from captions, in a box</source>
        <translation>Kleine farbige Bilder aus Bildunterschriften, im Rechteck</translation>
    </message>
    <message>
        <source>Small colour pictures from captions, in two stages</source>
        <translation>Kleine farbige Bilder aus Bildunterschriften, in zwei Stufen</translation>
    </message>
    <message>
        <source>Small grey pictures in ten minutes</source>
        <translation>Kleine graue Bilder in zehn Minuten</translation>
    </message>
    <message>
        <source>Small grey pictures on a plane</source>
        <translation>Kleine graue Bilder auf einer Ebene</translation>
    </message>
    <message>
        <source>Small grey pictures, sharper, in 20 dimensions</source>
        <translation>Kleine graue Bilder, 20 Dimensionen</translation>
    </message>
    <message>
        <source>Small pictures in ten minutes</source>
        <translation>Kleine Bilder in zehn Minuten</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>Kleinere Schrift</translation>
    </message>
    <message>
        <source>Smoothin&amp;g</source>
        <translation>Glä&amp;ttung</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>Glättung</translation>
    </message>
    <message>
        <source>So many pictures do not fit side by side: choose fewer or smaller ones, or write a GIF.</source>
        <translation>So viele Bilder passen nicht nebeneinander: Bitte weniger oder kleinere wählen oder ein GIF schreiben.</translation>
    </message>
    <message>
        <source>Solid: while training. Dashed: on the validation images.</source>
        <translation>Durchgezogen: im Training. Gestrichelt: auf den Validierungsbildern.</translation>
    </message>
    <message>
        <source>Solid: while training. Dotted: on the validation images.</source>
        <translation>Durchgezogen: im Training. Gepunktet: auf den Validierungsbildern.</translation>
    </message>
    <message>
        <source>Solve for D: that is the best discriminator. The curve has its top there.</source>
        <translation>Nach D auflösen: Das ist der beste Diskriminator. Dort hat die Kurve ihren Gipfel.</translation>
    </message>
    <message>
        <source>Some images of the data</source>
        <translation>Einige Bilder der Daten</translation>
    </message>
    <message>
        <source>Some pictures: {group}</source>
        <translation>Einige Bilder: {group}</translation>
    </message>
    <message>
        <source>Somebody else has just made the run {name}: try again.</source>
        <translation>Den Lauf {name} hat gerade jemand anders angelegt: Bitte noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Something else is being opened, so the queue pauses.</source>
        <translation>Etwas anderes wird gerade geöffnet, also hält die Warteschlange an.</translation>
    </message>
    <message>
        <source>Something went wrong: {what}</source>
        <translation>Etwas ist schiefgegangen: {what}</translation>
    </message>
    <message>
        <source>Sooner</source>
        <translation>Früher</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Space hides or shows it, Return shows only it, Shift+Return selects its points</source>
        <translation>Leertaste verbirgt oder zeigt sie, Return zeigt nur sie, Umschalt+Return wählt ihre Punkte aus</translation>
    </message>
    <message>
        <source>Span a rectangle of the hole</source>
        <translation>Ein Rechteck als Loch aufziehen</translation>
    </message>
    <message>
        <source>Spectral norm</source>
        <translation>Spektralnorm</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Speed of the film: {speed}, {end}</source>
        <translation>Tempo des Films: {speed}, {end}</translation>
    </message>
    <message>
        <source>Spread {spread}: 0 means equal codes, 1 as far apart as random ones</source>
        <translation>Streuung {spread}: 0 heißt gleiche Codes, 1 so weit auseinander wie zufällige</translation>
    </message>
    <message>
        <source>Stage I</source>
        <translation>Stufe I</translation>
    </message>
    <message>
        <source>Stage one share</source>
        <translation>Anteil von Stufe I</translation>
    </message>
    <message>
        <source>Stage one steps</source>
        <translation>Schritte von Stufe I</translation>
    </message>
    <message>
        <source>Stage that learns</source>
        <translation>Stufe, die lernt</translation>
    </message>
    <message>
        <source>Standard deviation of a pixel</source>
        <translation>Standardabweichung eines Pixels</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>Neu beginnen</translation>
    </message>
    <message>
        <source>Start again with half the learning rate</source>
        <translation>Von vorn mit halber Lernrate</translation>
    </message>
    <message>
        <source>Start from trained networks</source>
        <translation>Mit trainierten Netzen</translation>
    </message>
    <message>
        <source>Start the chain</source>
        <translation>Kette starten</translation>
    </message>
    <message>
        <source>Start the queue</source>
        <translation>Warteschlange starten</translation>
    </message>
    <message>
        <source>Start, z{number}</source>
        <translation>Start, z{number}</translation>
    </message>
    <message>
        <source>Starting &amp;point</source>
        <translation>Ausgangs&amp;punkt</translation>
    </message>
    <message>
        <source>Starting point</source>
        <translation>Ausgangspunkt</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Beginnt…</translation>
    </message>
    <message>
        <source>Starts as soon as all is loaded</source>
        <translation>Beginnt, sobald alles geladen ist</translation>
    </message>
    <message>
        <source>Starts by itself as soon as all is loaded; press to call it off</source>
        <translation>Beginnt von selbst, sobald alles geladen ist; Drücken sagt den Start ab</translation>
    </message>
    <message>
        <source>Starts that are searched from at once; the best is taken</source>
        <translation>Anfänge, von denen zugleich gesucht wird; der beste wird genommen</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Step of D only</source>
        <translation>Schritt nur von D</translation>
    </message>
    <message>
        <source>Step of G only</source>
        <translation>Schritt nur von G</translation>
    </message>
    <message>
        <source>Step of both</source>
        <translation>Schritt von beiden</translation>
    </message>
    <message>
        <source>Step {number} of the lesson: {error}</source>
        <translation>Schritt {number} der Lektion: {error}</translation>
    </message>
    <message>
        <source>Step {number} of {count}</source>
        <translation>Schritt {number} von {count}</translation>
    </message>
    <message>
        <source>Step {step:,} of {total:,}</source>
        <translation>Schritt {step:,} von {total:,}</translation>
    </message>
    <message>
        <source>Step {step}</source>
        <translation>Schritt {step}</translation>
    </message>
    <message numerus="yes">
        <source>Step {step} · %n favourite(s)</source>
        <translation>
            <numerusform>Schritt {step} · %n Favorit</numerusform>
            <numerusform>Schritt {step} · %n Favoriten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Step {step} · %n image(s) from a file</source>
        <translation>
            <numerusform>Schritt {step} · %n Bild aus einer Datei</numerusform>
            <numerusform>Schritt {step} · %n Bilder aus einer Datei</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Step {step} · %n sample(s), seed {seed}, ψ {truncation:g}</source>
        <translation>
            <numerusform>Schritt {step} · %n Stichprobe, Startwert {seed}, ψ {truncation:g}</numerusform>
            <numerusform>Schritt {step} · %n Stichproben, Startwert {seed}, ψ {truncation:g}</numerusform>
        </translation>
    </message>
    <message>
        <source>Step {step} · a sample in the middle, eight near it</source>
        <translation>Schritt {step} · in der Mitte eine Stichprobe, ringsum acht in der Nähe</translation>
    </message>
    <message>
        <source>Step {step} · samples (pink) over the data (green)</source>
        <translation>Schritt {step} · Stichproben (rosa) über den Daten (grün)</translation>
    </message>
    <message>
        <source>Step {step} · test images, each followed by its reconstruction</source>
        <translation>Schritt {step} · Testbilder, jedes gefolgt von seiner Rekonstruktion</translation>
    </message>
    <message>
        <source>Step {step} · test points (green) and their reconstructions (pink)</source>
        <translation>Schritt {step} · Testpunkte (grün) und ihre Rekonstruktionen (rosa)</translation>
    </message>
    <message>
        <source>Step {step} · {run}</source>
        <translation>Schritt {step} · {run}</translation>
    </message>
    <message>
        <source>Step {step}; the mean of D is {mean}.</source>
        <translation>Schritt {step}; das Mittel von D ist {mean}.</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Steps of the search: more come nearer, and take longer</source>
        <translation>Schritte der Suche: Mehr davon kommen näher heran und dauern länger</translation>
    </message>
    <message>
        <source>Steps per second</source>
        <translation>Schritte je Sekunde</translation>
    </message>
    <message>
        <source>Steps/s</source>
        <translation>Schritte/s</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>Stop loading; what has been downloaded stays for the next time</source>
        <translation>Das Laden abbrechen; was heruntergeladen ist, bleibt fürs nächste Mal</translation>
    </message>
    <message>
        <source>Stop the film here</source>
        <translation>Den Film hier anhalten</translation>
    </message>
    <message>
        <source>Stop the search</source>
        <translation>Die Suche anhalten</translation>
    </message>
    <message>
        <source>Stop the work</source>
        <translation>Die Arbeit stoppen</translation>
    </message>
    <message>
        <source>Stopped. Choose the attribute again to search anew.</source>
        <translation>Angehalten. Das Merkmal noch einmal wählen, um neu zu suchen.</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird gestoppt…</translation>
    </message>
    <message>
        <source>Straight</source>
        <translation>Geradeaus</translation>
    </message>
    <message>
        <source>Straight (linear)</source>
        <translation>Gerade (linear)</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>Stärke</translation>
    </message>
    <message>
        <source>Strength of the attribute, alpha</source>
        <translation>Stärke des Merkmals, Alpha</translation>
    </message>
    <message>
        <source>Strength of the noise</source>
        <translation>Stärke des Rauschens</translation>
    </message>
    <message>
        <source>Strength {value}</source>
        <translation>Stärke {value}</translation>
    </message>
    <message>
        <source>Stretch it</source>
        <translation>Verzerren</translation>
    </message>
    <message>
        <source>Strip of images (*.png)</source>
        <translation>Bilderstreifen (*.png)</translation>
    </message>
    <message>
        <source>Style transfer</source>
        <translation>Stilübertragung</translation>
    </message>
    <message>
        <source>Style transfer (CycleGAN)</source>
        <translation>Stilübertragung (CycleGAN)</translation>
    </message>
    <message>
        <source>Style transfer needs two kinds of pictures: choose two folders, or a folder with a folder for each kind.</source>
        <translation>Stilübertragung braucht zwei Arten von Bildern: Bitte zwei Ordner wählen, oder einen Ordner mit je einem Ordner für jede Art.</translation>
    </message>
    <message>
        <source>Success by exemplars</source>
        <translation>Erfolg nach Zahl der Beispiele</translation>
    </message>
    <message>
        <source>Summary of the data</source>
        <translation>Zusammenfassung der Daten</translation>
    </message>
    <message>
        <source>Support vector machine (discriminative)</source>
        <translation>Support-Vektor-Maschine (diskriminativ)</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Tab, Shift+Tab</source>
        <translation>Tab, Umschalt+Tab</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>Tabelle (*.csv)</translation>
    </message>
    <message>
        <source>Table and one &amp;PNG per image…</source>
        <translation>Tabelle und ein &amp;PNG je Bild…</translation>
    </message>
    <message>
        <source>Table and one picture of &amp;all…</source>
        <translation>Tabelle und ein Bild mit &amp;allen…</translation>
    </message>
    <message>
        <source>Tables (*.csv *.tsv *.txt)</source>
        <translation>Tabellen (*.csv *.tsv *.txt)</translation>
    </message>
    <message>
        <source>Take a mask that is ready, of the share beside; it can be undone</source>
        <translation>Eine fertige Maske mit dem Anteil daneben nehmen; lässt sich rückgängig machen</translation>
    </message>
    <message>
        <source>Take all strokes away</source>
        <translation>Alle Striche wegnehmen</translation>
    </message>
    <message>
        <source>Take another caption of the data</source>
        <translation>Eine andere Bildunterschrift der Daten nehmen</translation>
    </message>
    <message>
        <source>Take another random direction</source>
        <translation>Eine andere zufällige Richtung nehmen</translation>
    </message>
    <message>
        <source>Take back the path, the selection, the pins; close the message</source>
        <translation>Den Weg, die Auswahl, die Nadeln wegnehmen; die Meldung schließen</translation>
    </message>
    <message>
        <source>Take it as your own picture</source>
        <translation>Als eigenes Bild nehmen</translation>
    </message>
    <message>
        <source>Take it away</source>
        <translation>Wegnehmen</translation>
    </message>
    <message>
        <source>Take it out of the queue ({key}); what was trained is kept</source>
        <translation>Aus der Warteschlange nehmen ({key}); was trainiert wurde, bleibt</translation>
    </message>
    <message>
        <source>Take out all that are done; their runs are kept</source>
        <translation>Alle herausnehmen, die fertig sind; ihre Läufe bleiben</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Take parts of the hole back</source>
        <translation>Teile des Lochs zurücknehmen</translation>
    </message>
    <message>
        <source>Take points of your own for p_data: two columns of numbers. The density is then an estimate, a Gaussian around each point. A file can be dropped here, too</source>
        <translation>Eigene Punkte für p_data nehmen: zwei Spalten von Zahlen. Die Dichte ist dann eine Schätzung, eine Normalverteilung um jeden Punkt. Eine Datei kann auch hier abgelegt werden</translation>
    </message>
    <message>
        <source>Take q(z|x) and the prior</source>
        <translation>q(z|x) und Prior nehmen</translation>
    </message>
    <message>
        <source>Take the best Gaussian and the chains away</source>
        <translation>Die beste Normalverteilung und die Ketten wegnehmen</translation>
    </message>
    <message>
        <source>Take the box away</source>
        <translation>Das Rechteck wegnehmen</translation>
    </message>
    <message>
        <source>Take the box away: the model chooses the place</source>
        <translation>Das Rechteck wegnehmen: Das Modell wählt die Stelle</translation>
    </message>
    <message>
        <source>Take the last change of the pins back</source>
        <translation>Die letzte Änderung der Nadeln zurücknehmen</translation>
    </message>
    <message>
        <source>Take the last stroke back</source>
        <translation>Den letzten Strich zurücknehmen</translation>
    </message>
    <message>
        <source>Take the other dimensions of z from another draw from the prior</source>
        <translation>Die anderen Dimensionen von z aus einer neuen Ziehung aus dem Prior nehmen</translation>
    </message>
    <message>
        <source>Take the picture away</source>
        <translation>Das Bild wegnehmen</translation>
    </message>
    <message>
        <source>Take the pictures that are selected in Explore as “{group}”</source>
        <translation>Die in „Erkunden“ ausgewählten Bilder nehmen als „{group}“</translation>
    </message>
    <message>
        <source>Take these</source>
        <translation>Diese nehmen</translation>
    </message>
    <message>
        <source>Term</source>
        <translation>Term</translation>
    </message>
    <message>
        <source>Test image</source>
        <translation>Testbild</translation>
    </message>
    <message>
        <source>Test images above their reconstructions by {run}</source>
        <translation>Testbilder über ihren Rekonstruktionen durch {run}</translation>
    </message>
    <message>
        <source>Test images let pass</source>
        <translation>Testbilder angenommen</translation>
    </message>
    <message>
        <source>Text to image</source>
        <translation>Bilder aus Text</translation>
    </message>
    <message>
        <source>Text to image (GAN-INT-CLS)</source>
        <translation>Bilder aus Text (GAN-INT-CLS)</translation>
    </message>
    <message>
        <source>Text to image in a box (GAWWN)</source>
        <translation>Bilder aus Text im Rechteck (GAWWN)</translation>
    </message>
    <message>
        <source>Text to image in two stages (StackGAN)</source>
        <translation>Bilder aus Text in zwei Stufen (StackGAN)</translation>
    </message>
    <message>
        <source>That run is not here any more.</source>
        <translation>Den Elternlauf gibt es hier nicht mehr.</translation>
    </message>
    <message>
        <source>The 2 leaves each logarithm as −log 2; what stays are two KL divergences.</source>
        <translation>Die 2 verlässt jeden Logarithmus als −log 2; übrig bleiben zwei KL-Divergenzen.</translation>
    </message>
    <message>
        <source>The ELBO at beta 1 in nats, a lower bound of log p(x): how well the picture is reconstructed, minus the KL divergence of its posterior from the prior.</source>
        <translation>Die ELBO bei Beta 1 in Nats, eine untere Schranke von log p(x): wie gut das Bild rekonstruiert wird, minus die KL-Divergenz seines Posteriors vom Prior.</translation>
    </message>
    <message>
        <source>The SVM of the picture knows only the two coordinates; that of all {pixels} pixels is right in {share}. The generative models are those of all pixels, integrated over what the plane hides.</source>
        <translation>Die SVM des Bildes kennt nur die zwei Koordinaten; die aller {pixels} Pixel hat bei {share} recht. Die generativen Modelle sind die aller Pixel, integriert über das, was die Ebene verbirgt.</translation>
    </message>
    <message>
        <source>The VAE&apos;s loss is no number any more: lower the learning rate and reset.</source>
        <translation>Der Verlust des VAE ist keine Zahl mehr: Bitte die Lernrate senken und zurücksetzen.</translation>
    </message>
    <message>
        <source>The arrow keys go through its terms.</source>
        <translation>Die Pfeiltasten gehen durch ihre Terme.</translation>
    </message>
    <message>
        <source>The balance is off: k follows too slowly.</source>
        <translation>Das Gleichgewicht stimmt nicht: k folgt zu langsam.</translation>
    </message>
    <message>
        <source>The best D</source>
        <translation>Das beste D</translation>
    </message>
    <message>
        <source>The best line, at once</source>
        <translation>Die beste Gerade, sofort</translation>
    </message>
    <message>
        <source>The best of these runs</source>
        <translation>Der beste dieser Läufe</translation>
    </message>
    <message>
        <source>The best plane, at once</source>
        <translation>Die beste Ebene, sofort</translation>
    </message>
    <message>
        <source>The bound is tight here: q(z|x) is the true posterior, as nearly as can be seen.</source>
        <translation>Die Schranke ist hier scharf: q(z|x) ist der wahre Posterior, so genau man sehen kann.</translation>
    </message>
    <message>
        <source>The caption is empty: write what is to be drawn, or click on one of the captions.</source>
        <translation>Die Bildunterschrift ist leer: Bitte schreiben, was zu zeichnen ist, oder eine der Bildunterschriften anklicken.</translation>
    </message>
    <message>
        <source>The caption is empty: write what is to be drawn.</source>
        <translation>Die Bildunterschrift ist leer: Bitte schreiben, was gezeichnet werden soll.</translation>
    </message>
    <message>
        <source>The chains have not come together: there are modes apart, and these numbers are not those of p(z|x).</source>
        <translation>Die Ketten haben nicht zusammengefunden: Es gibt getrennte Moden, und diese Zahlen sind nicht die von p(z|x).</translation>
    </message>
    <message>
        <source>The changed picture</source>
        <translation>Das veränderte Bild</translation>
    </message>
    <message>
        <source>The checkpoint belongs to a model of other settings.</source>
        <translation>Der Sicherungspunkt gehört zu einem Modell mit anderen Einstellungen.</translation>
    </message>
    <message>
        <source>The checkpoint belongs to a model of other settings: {what}</source>
        <translation>Der Sicherungspunkt gehört zu einem Modell mit anderen Einstellungen: {what}</translation>
    </message>
    <message>
        <source>The checkpoint of step {step} is damaged: {what}.</source>
        <translation>Der Sicherungspunkt von Schritt {step} ist beschädigt: {what}.</translation>
    </message>
    <message>
        <source>The checkpoint of step {step} was written by a newer genstudio: update this one.</source>
        <translation>Der Sicherungspunkt von Schritt {step} stammt von einem neueren genstudio: Bitte dieses aktualisieren.</translation>
    </message>
    <message>
        <source>The checkpoint that the branch begins with</source>
        <translation>Der Sicherungspunkt, mit dem der Zweig beginnt</translation>
    </message>
    <message>
        <source>The class that the model is told to make images of</source>
        <translation>Die Klasse, von der das Modell Bilder erzeugen soll</translation>
    </message>
    <message>
        <source>The class to draw images of</source>
        <translation>Die Klasse, von der Bilder gezeichnet werden</translation>
    </message>
    <message>
        <source>The classifiers of all {pixels} pixels, asked about the mean image at each point.</source>
        <translation>Die Klassifikatoren aller {pixels} Pixel, an jeder Stelle nach dem mittleren Bild gefragt.</translation>
    </message>
    <message>
        <source>The clicked data point</source>
        <translation>Der angeklickte Datenpunkt</translation>
    </message>
    <message>
        <source>The completed picture</source>
        <translation>Das ergänzte Bild</translation>
    </message>
    <message>
        <source>The curves of ELBO, losses and all other terms appear here.
Press Train to begin.</source>
        <translation>Hier erscheinen die Kurven von ELBO, Verlusten und allen weiteren Größen.
Mit „Trainieren“ geht es los.</translation>
    </message>
    <message>
        <source>The curves of the runs that this one branched off, dashed</source>
        <translation>Gestrichelt die Kurven der Läufe, von denen dieser ein Zweig ist</translation>
    </message>
    <message>
        <source>The curves of the training will appear here.</source>
        <translation>Hier erscheinen die Kurven des Trainings.</translation>
    </message>
    <message>
        <source>The data has changed since this run was trained.</source>
        <translation>Die Daten haben sich geändert, seit dieser Lauf trainiert wurde.</translation>
    </message>
    <message>
        <source>The data is not what this run was trained on: put it back as it was, or start a new run.</source>
        <translation>Die Daten sind nicht die, mit denen dieser Lauf trainiert wurde: Bitte den alten Stand wiederherstellen oder einen neuen Lauf beginnen.</translation>
    </message>
    <message>
        <source>The data of this run could not be read: {reason}</source>
        <translation>Die Daten dieses Laufs konnten nicht gelesen werden: {reason}</translation>
    </message>
    <message>
        <source>The data of this run, {name}, are not on this computer.</source>
        <translation>Die Daten dieses Laufs, {name}, sind nicht auf diesem Rechner.</translation>
    </message>
    <message>
        <source>The deck&apos;s example</source>
        <translation>Das Beispiel der Folien</translation>
    </message>
    <message>
        <source>The decoded images cannot be kept in {folder}: {reason}.</source>
        <translation>Die dekodierten Bilder lassen sich nicht in {folder} aufbewahren: {reason}.</translation>
    </message>
    <message>
        <source>The decoded images need {size:,.1f} GB in {folder}: free some space, or choose a smaller size or fewer images.</source>
        <translation>Die dekodierten Bilder brauchen {size:,.1f} GB in {folder}: Bitte Platz schaffen oder eine kleinere Größe oder weniger Bilder wählen.</translation>
    </message>
    <message>
        <source>The decoder says how likely x is given this z: log p(x|z).</source>
        <translation>Der Decoder sagt, wie wahrscheinlich x bei diesem z ist: log p(x|z).</translation>
    </message>
    <message>
        <source>The device {name} ({meaning}) was asked for, but {reason}: choose auto or {found}.</source>
        <translation>Verlangt ist das Gerät {name} ({meaning}), aber {reason}: Bitte auto oder {found} wählen.</translation>
    </message>
    <message>
        <source>The difference of the groups&apos; means; or the normal of the plane that separates them best (Fisher), made as long</source>
        <translation>Die Differenz der Mittelwerte der Gruppen; oder die Normale der Ebene, die sie am besten trennt (Fisher), auf dieselbe Länge gebracht</translation>
    </message>
    <message>
        <source>The discriminator learns the training images by heart.</source>
        <translation>Der Diskriminator lernt die Trainingsbilder auswendig.</translation>
    </message>
    <message>
        <source>The discriminator wins: it tells nearly every generated image from a real one.</source>
        <translation>Der Diskriminator gewinnt: Er unterscheidet fast jedes erzeugte Bild von einem echten.</translation>
    </message>
    <message>
        <source>The discriminator&apos;s probability that the image is real</source>
        <translation>Die Wahrscheinlichkeit, mit der der Diskriminator das Bild für echt hält</translation>
    </message>
    <message>
        <source>The drawing is no list of strokes: write pairs of numbers, such as 0 0, 1 0.5; -1 0, -1 1.</source>
        <translation>Die Zeichnung ist keine Liste von Strichen: Bitte Paare von Zahlen schreiben, etwa 0 0, 1 0.5; -1 0, -1 1.</translation>
    </message>
    <message>
        <source>The drawing is too long for so thin a brush: undo some strokes, or set another width (sigma).</source>
        <translation>Die Zeichnung ist zu lang für einen so dünnen Pinsel: Bitte einige Striche zurücknehmen oder eine andere Breite (sigma) einstellen.</translation>
    </message>
    <message>
        <source>The drawing is too long: undo some strokes.</source>
        <translation>Die Zeichnung ist zu lang: Bitte einige Striche zurücknehmen.</translation>
    </message>
    <message>
        <source>The drawn density (drawn) is {text}; it must be heights with spaces between them, such as 0 1 3 1 0.</source>
        <translation>Die gezeichnete Dichte (drawn) ist {text}; es müssen Höhen mit Leerzeichen dazwischen sein, etwa 0 1 3 1 0.</translation>
    </message>
    <message>
        <source>The encoder of {run} has no convolutions, so it has no feature maps: take a VAE of the architecture conv, a classifier or random weights.</source>
        <translation>Der Encoder von {run} hat keine Faltungen und deshalb keine Merkmalskarten: Bitte einen VAE mit der Architektur Faltung (conv), einen Klassifikator oder zufällige Gewichte nehmen.</translation>
    </message>
    <message>
        <source>The encoder turns x into q(z|x): a mean and a sigma.</source>
        <translation>Der Encoder macht aus x das q(z|x): ein Mittel und ein Sigma.</translation>
    </message>
    <message>
        <source>The encoder&apos;s q(z|x) is one Gaussian, found in one step: fast, and never quite right (variational inference). The chains walk p(z|x) itself: slow, and right if they walk long enough (MCMC).</source>
        <translation>Das q(z|x) des Encoders ist eine Normalverteilung, in einem Schritt gefunden: schnell, und nie ganz richtig (Variationsinferenz). Die Ketten laufen über p(z|x) selbst: langsam, und richtig, wenn sie lange genug laufen (MCMC).</translation>
    </message>
    <message>
        <source>The entry in the applications menu was out of date; it starts this one now.</source>
        <translation>Der Eintrag im Anwendungsmenü war veraltet; er startet jetzt dieses Programm.</translation>
    </message>
    <message>
        <source>The evaluation was stopped.</source>
        <translation>Die Auswertung wurde gestoppt.</translation>
    </message>
    <message>
        <source>The exact log density of the chosen x</source>
        <translation>Die exakte Log-Dichte des gewählten x</translation>
    </message>
    <message>
        <source>The exact posterior is drawn for 2 latent dimensions; this model has {count}. Train one with latent dim 2.</source>
        <translation>Der genaue Posterior wird für 2 latente Dimensionen gezeichnet; dieses Modell hat {count}. Bitte eines mit 2 latenten Dimensionen trainieren.</translation>
    </message>
    <message>
        <source>The example could not be copied to {folder}: {reason}.</source>
        <translation>Das Beispiel ließ sich nicht nach {folder} kopieren: {reason}.</translation>
    </message>
    <message>
        <source>The figures of this bench appear here as curves.</source>
        <translation>Die Kennzahlen dieses Versuchs erscheinen hier als Kurven.</translation>
    </message>
    <message>
        <source>The first steps threw the model far off, or the curve jumps: the learning rate is {times:.0f} times the usual {usual:g}.</source>
        <translation>Die ersten Schritte haben das Modell weit abgebracht, oder die Kurve springt: Die Lernrate ist das {times:.0f}-Fache der üblichen {usual:g}.</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be made ({reason}): choose another place.</source>
        <translation>Der Ordner {folder} lässt sich nicht anlegen ({reason}): Bitte einen anderen Ort wählen.</translation>
    </message>
    <message>
        <source>The folder {folder} is not empty: choose a new one for the run, or resume the run that is there.</source>
        <translation>Der Ordner {folder} ist nicht leer: Bitte einen neuen für den Lauf wählen oder den Lauf fortsetzen, der dort liegt.</translation>
    </message>
    <message>
        <source>The generative models of all {pixels} pixels, integrated over what the plane hides.</source>
        <translation>Die generativen Modelle aller {pixels} Pixel, integriert über das, was die Ebene verbirgt.</translation>
    </message>
    <message>
        <source>The generator has collapsed: it makes nearly the same picture of every z.</source>
        <translation>Der Generator ist kollabiert: Er macht aus jedem z fast dasselbe Bild.</translation>
    </message>
    <message>
        <source>The generator turns every z into a fake point G(z).</source>
        <translation>Der Generator macht aus jedem z einen erzeugten Punkt G(z).</translation>
    </message>
    <message>
        <source>The generator turns every z into a fake point G(z). It does not learn now.</source>
        <translation>Der Generator macht aus jedem z einen erzeugten Punkt G(z). Er lernt jetzt nicht.</translation>
    </message>
    <message>
        <source>The generator wins: the discriminator cannot tell bad samples from data.</source>
        <translation>Der Generator gewinnt: Der Diskriminator kann schlechte Stichproben nicht von Daten unterscheiden.</translation>
    </message>
    <message>
        <source>The generator&apos;s gradients vanish: the minimax game tells it nothing any more.</source>
        <translation>Die Gradienten des Generators verschwinden: Das Minimax-Spiel sagt ihm nichts mehr.</translation>
    </message>
    <message>
        <source>The generator&apos;s weights take one step: every fake moves from the faint end of its line to the other.</source>
        <translation>Die Gewichte des Generators machen einen Schritt: Jeder erzeugte Punkt geht vom blassen Ende seiner Linie zum anderen.</translation>
    </message>
    <message>
        <source>The gradient of D&apos;s loss: D should rise (+) at real points and fall (−) at fakes, the more the larger the sign.</source>
        <translation>Der Gradient des Verlusts von D: D soll bei echten Punkten steigen (+) und bei erzeugten fallen (−), je größer das Zeichen, desto mehr.</translation>
    </message>
    <message>
        <source>The gradient of D&apos;s loss: D should say more at the real ones, less at the fakes.</source>
        <translation>Der Gradient des Verlusts von D: D soll bei den echten mehr sagen, bei den erzeugten weniger.</translation>
    </message>
    <message>
        <source>The gradient of G&apos;s loss: each fake should move to where D says more.</source>
        <translation>Der Gradient des Verlusts von G: Jedes erzeugte soll dorthin, wo D mehr sagt.</translation>
    </message>
    <message>
        <source>The gradient of the generator&apos;s loss at each fake: an arrow shows where the loss wants it to move.</source>
        <translation>Der Gradient des Verlusts von G an jedem erzeugten Punkt: Ein Pfeil zeigt, wohin der Verlust ihn schieben will.</translation>
    </message>
    <message>
        <source>The graph z = mu + sigma eps</source>
        <translation>Der Graph z = mu + sigma eps</translation>
    </message>
    <message>
        <source>The group {name} has one picture only, whose own peculiarities would be added too: give each group {least} or more, better 20.</source>
        <translation>Die Gruppe {name} hat nur ein Bild, dessen eigene Besonderheiten mit hinzukämen: Bitte jeder Gruppe {least} oder mehr geben, besser 20.</translation>
    </message>
    <message>
        <source>The held-out curve has not begun to level off, and the learning rate is only {share:.0%} of the usual {usual:g}.</source>
        <translation>Die Kurve der ungesehenen Bilder wird noch nicht flacher, und die Lernrate ist nur {share:.0%} der üblichen {usual:g}.</translation>
    </message>
    <message>
        <source>The history {name} cannot be written: {reason}.</source>
        <translation>Der Verlauf {name} lässt sich nicht schreiben: {reason}.</translation>
    </message>
    <message>
        <source>The hole covers the whole picture: leave some of it.</source>
        <translation>Das Loch bedeckt das ganze Bild: Bitte etwas davon übrig lassen.</translation>
    </message>
    <message>
        <source>The hole covers the whole picture: nothing is left to complete it from. Leave some of it.</source>
        <translation>Das Loch bedeckt das ganze Bild: Nichts bleibt, woraus es sich ergänzen ließe. Bitte etwas davon übrig lassen.</translation>
    </message>
    <message>
        <source>The icon of genstudio</source>
        <translation>Das Symbol von genstudio</translation>
    </message>
    <message>
        <source>The images are {shape}, but the model was built for {expected}; open the data it was trained on.</source>
        <translation>Die Bilder haben {shape}, aber das Modell ist für {expected} gebaut; bitte die Daten öffnen, mit denen es trainiert wurde.</translation>
    </message>
    <message>
        <source>The images to learn from; files and folders can also be dropped on the window</source>
        <translation>Die Bilder, aus denen gelernt wird; Dateien und Ordner lassen sich auch auf das Fenster ziehen</translation>
    </message>
    <message>
        <source>The independent judge is asked last.</source>
        <translation>Der unabhängige Richter wird zuletzt gefragt.</translation>
    </message>
    <message>
        <source>The item {id} of the queue is done already.</source>
        <translation>Der Eintrag {id} der Warteschlange ist schon fertig.</translation>
    </message>
    <message>
        <source>The judge learns the attributes</source>
        <translation>Der Richter lernt die Merkmale</translation>
    </message>
    <message>
        <source>The judge sees {what}</source>
        <translation>Der Richter sieht {what}</translation>
    </message>
    <message>
        <source>The judge was not asked: it was cancelled.</source>
        <translation>Der Richter wurde nicht gefragt: Es wurde abgebrochen.</translation>
    </message>
    <message>
        <source>The keys 1, 2 and 3 choose the large picture; the arrow keys read it off.</source>
        <translation>Die Tasten 1, 2 und 3 wählen das große Bild; die Pfeiltasten lesen es ab.</translation>
    </message>
    <message>
        <source>The kind of model to train</source>
        <translation>Die Art des Modells, das trainiert wird</translation>
    </message>
    <message>
        <source>The largest V that any D can reach for this G: −log 4 + 2 JSD. In nats.</source>
        <translation>Das größte V, das ein D bei diesem G erreichen kann: −log 4 + 2 JSD. In Nats.</translation>
    </message>
    <message>
        <source>The last pin</source>
        <translation>Die letzte Nadel</translation>
    </message>
    <message>
        <source>The last steps could not be saved. {error}</source>
        <translation>Die letzten Schritte konnten nicht gesichert werden. {error}</translation>
    </message>
    <message>
        <source>The learning curves are being measured: wait for them, or cancel them.</source>
        <translation>Die Lernkurven werden gemessen: Bitte warten oder abbrechen.</translation>
    </message>
    <message>
        <source>The learning rate is too high: the model jumps past what is better.</source>
        <translation>Die Lernrate ist zu hoch: Das Modell springt über Besseres hinweg.</translation>
    </message>
    <message>
        <source>The learning rate is too low: the training takes many times as long as it need.</source>
        <translation>Die Lernrate ist zu niedrig: Das Training dauert viele Male so lange wie nötig.</translation>
    </message>
    <message>
        <source>The lesson is over. What you had open before it is kept.</source>
        <translation>Die Lektion ist zu Ende. Was vorher offen war, ist erhalten.</translation>
    </message>
    <message>
        <source>The lesson uses the run that is training.</source>
        <translation>Die Lektion benutzt den Lauf, der gerade trainiert.</translation>
    </message>
    <message>
        <source>The lesson {name} cannot be used: {reason}.</source>
        <translation>Die Lektion {name} ist nicht brauchbar: {reason}.</translation>
    </message>
    <message>
        <source>The licence in full</source>
        <translation>Die Lizenz im Wortlaut</translation>
    </message>
    <message>
        <source>The limit was reached here, so it is put off: {what}.</source>
        <translation>Hier war die Grenze erreicht, also wird sie hinausgeschoben: {what}.</translation>
    </message>
    <message>
        <source>The line on which D is undecided</source>
        <translation>Die Linie, auf der D unentschieden ist</translation>
    </message>
    <message>
        <source>The lower bound L of log p(x)</source>
        <translation>Die untere Schranke L von log p(x)</translation>
    </message>
    <message>
        <source>The map of neighbours could not be made: {why}</source>
        <translation>Die Karte der Nachbarn ließ sich nicht machen: {why}</translation>
    </message>
    <message>
        <source>The mask is {width} x {height} pixels, but the pictures are {right_width} x {right_height}: make it that size, or have it scaled.</source>
        <translation>Die Maske hat {width} x {height} Pixel, die Bilder aber {right_width} x {right_height}: Bitte sie so groß machen oder skalieren lassen.</translation>
    </message>
    <message>
        <source>The mask, the picture and the model&apos;s images must be of one size.</source>
        <translation>Die Maske, das Bild und die Bilder des Modells müssen gleich groß sein.</translation>
    </message>
    <message>
        <source>The mean of D over half data and half samples; 1/2 for the best D, whatever G is.</source>
        <translation>Das Mittel von D über je zur Hälfte Daten und Stichproben; 1/2 beim besten D, gleich welches G.</translation>
    </message>
    <message>
        <source>The measure M has fallen all the same: it cannot tell this, for the auto-encoder gives one mean picture back very well.</source>
        <translation>Das Maß M ist trotzdem gefallen: Es kann dies nicht erkennen, denn der Autoencoder gibt ein einziges mittleres Bild sehr gut wieder.</translation>
    </message>
    <message>
        <source>The memory was full: start again with a smaller batch size (batch_size).</source>
        <translation>Der Speicher war voll: Bitte mit einer kleineren Batchgröße (batch_size) noch einmal beginnen.</translation>
    </message>
    <message>
        <source>The memory was full: training goes on with {size} images a batch.</source>
        <translation>Der Speicher war voll: Das Training geht mit {size} Bildern je Batch weiter.</translation>
    </message>
    <message>
        <source>The metric {name} cannot be had: {reason}. Leave it out.</source>
        <translation>Die Kennzahl {name} ist nicht zu haben: {reason}. Bitte weglassen.</translation>
    </message>
    <message>
        <source>The model draws this without having seen the like: the nearest code of an image is more than 3 times as far as neighbours usually are, and the density q(z) is lower than at 99 % of the images. For a model that cannot encode: less than 1 in 1000 random draws is as far out</source>
        <translation>Das Modell zeichnet dies, ohne dergleichen gesehen zu haben: Der nächste Code eines Bildes ist mehr als 3-mal so weit weg wie sonst Nachbarn, und die Dichte q(z) ist niedriger als bei 99 % der Bilder. Bei einem Modell, das nicht kodieren kann: Weniger als 1 von 1000 zufälligen Ziehungen liegt so weit draußen</translation>
    </message>
    <message>
        <source>The model has been trained since: search again to use what it knows.</source>
        <translation>Das Modell wurde seitdem weitertrainiert: Noch einmal suchen nutzt, was es jetzt kann.</translation>
    </message>
    <message>
        <source>The model has changed meanwhile: pause the training, then try again.</source>
        <translation>Das Modell hat sich inzwischen geändert: Halten Sie das Training an und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>The model in view has no codes of the data: compare by pixels.</source>
        <translation>Das gezeigte Modell hat keine Codes der Daten: Bitte nach Pixeln vergleichen.</translation>
    </message>
    <message>
        <source>The model in view was made for pictures of another size: take other features.</source>
        <translation>Das gezeigte Modell ist für Bilder einer anderen Größe gemacht: Bitte andere Merkmale nehmen.</translation>
    </message>
    <message numerus="yes">
        <source>The model is solved from %n image(s) from all over the data; more would not fit into memory.</source>
        <translation>
            <numerusform>Das Modell wird aus %n Bild gelöst, aus allen Daten genommen; mehr würden nicht in den Speicher passen.</numerusform>
            <numerusform>Das Modell wird aus %n Bildern gelöst, aus allen Daten genommen; mehr würden nicht in den Speicher passen.</numerusform>
        </translation>
    </message>
    <message>
        <source>The model&apos;s own defaults</source>
        <translation>Die Vorgaben des Modells</translation>
    </message>
    <message>
        <source>The most similar real image, and how far away it is</source>
        <translation>Das ähnlichste echte Bild, und wie weit es entfernt ist</translation>
    </message>
    <message>
        <source>The name {source} holds bytes that are not text (UTF-8), so a run cannot remember it: rename it.</source>
        <translation>Der Name {source} enthält Bytes, die kein Text (UTF-8) sind, deshalb kann sich ein Lauf ihn nicht merken: Bitte umbenennen.</translation>
    </message>
    <message>
        <source>The network whose feature maps are moved. An encoder has learned without labels; a classifier can be deceived; random weights are a control.</source>
        <translation>Das Netz, dessen Merkmalskarten verschoben werden. Ein Encoder hat ohne Labels gelernt; ein Klassifikator lässt sich täuschen; zufällige Gewichte sind eine Kontrolle.</translation>
    </message>
    <message>
        <source>The newest checkpoint cannot be read; step {step} is shown.</source>
        <translation>Der neueste Sicherungspunkt ist nicht lesbar; gezeigt wird Schritt {step}.</translation>
    </message>
    <message>
        <source>The next step of the proof</source>
        <translation>Der nächste Schritt des Beweises</translation>
    </message>
    <message>
        <source>The number that the noise is made from: the same one makes the same pictures</source>
        <translation>Die Zahl, aus der das Rauschen entsteht: Dieselbe ergibt dieselben Bilder</translation>
    </message>
    <message>
        <source>The one that was clicked in Explore</source>
        <translation>Das in „Erkunden“ angeklickte</translation>
    </message>
    <message>
        <source>The open data have no captions, so words can be neither checked nor completed.</source>
        <translation>Die offenen Daten haben keine Bildunterschriften, also lassen sich Wörter weder prüfen noch ergänzen.</translation>
    </message>
    <message>
        <source>The optimiser of {player} is new, so it starts afresh.</source>
        <translation>Der Optimierer von {player} ist neu und fängt von vorn an.</translation>
    </message>
    <message>
        <source>The options of the data are a JSON object, such as {{&quot;letters&quot;: &quot;digits&quot;}}.</source>
        <translation>Die Optionen der Daten sind ein JSON-Objekt, etwa {{&quot;letters&quot;: &quot;digits&quot;}}.</translation>
    </message>
    <message>
        <source>The options of the data must be JSON, such as {&quot;count&quot;: 500}.</source>
        <translation>Die Optionen der Daten müssen JSON sein, etwa {&quot;count&quot;: 500}.</translation>
    </message>
    <message>
        <source>The other processes could not be reached: {reason}</source>
        <translation>Die anderen Prozesse waren nicht erreichbar: {reason}</translation>
    </message>
    <message>
        <source>The pane “Queue” starts it.</source>
        <translation>Der Bereich „Warteschlange“ startet sie.</translation>
    </message>
    <message>
        <source>The pane “{pane}” has no room on this screen. {key} shows it as a window.</source>
        <translation>Der Bereich „{pane}“ hat auf diesem Bildschirm keinen Platz. {key} zeigt ihn als Fenster.</translation>
    </message>
    <message>
        <source>The picture and its hole</source>
        <translation>Das Bild und sein Loch</translation>
    </message>
    <message>
        <source>The picture is not as large as those of the data: choose it once more.</source>
        <translation>Das Bild ist nicht so groß wie die der Daten: Bitte noch einmal wählen.</translation>
    </message>
    <message>
        <source>The picture on the way</source>
        <translation>Das Bild auf dem Weg</translation>
    </message>
    <message>
        <source>The picture was forgotten.</source>
        <translation>Das Bild ist vergessen.</translation>
    </message>
    <message>
        <source>The pictures have {channels} channels, but the model was made for {expected}.</source>
        <translation>Die Bilder haben {channels} Kanäle, das Modell ist aber für {expected} gemacht.</translation>
    </message>
    <message>
        <source>The pictures in the middle are what the model makes of the codes so far.</source>
        <translation>Die Bilder in der Mitte sind, was das Modell aus den bisherigen Codes macht.</translation>
    </message>
    <message>
        <source>The pins could not be kept.</source>
        <translation>Die Nadeln konnten nicht aufgehoben werden.</translation>
    </message>
    <message>
        <source>The plane is the whole latent space; the points are the codes of the images.</source>
        <translation>Die Ebene ist der ganze latente Raum; die Punkte sind die Codes der Bilder.</translation>
    </message>
    <message>
        <source>The plane passes through {name}.</source>
        <translation>Die Ebene geht durch {name}.</translation>
    </message>
    <message>
        <source>The players chase one another in circles.</source>
        <translation>Die Spieler jagen einander im Kreis.</translation>
    </message>
    <message>
        <source>The point whose neighbours are listed</source>
        <translation>Der Punkt, dessen Nachbarn gezeigt werden</translation>
    </message>
    <message>
        <source>The points of the data</source>
        <translation>Die Punkte der Daten</translation>
    </message>
    <message>
        <source>The points of {name} lie on one line along an axis: they must vary in both columns.</source>
        <translation>Die Punkte von {name} liegen auf einer Linie längs einer Achse: Sie müssen in beiden Spalten verschieden sein.</translation>
    </message>
    <message>
        <source>The posterior is too narrow for the grid: its figures are not to be trusted.</source>
        <translation>Der Posterior ist zu schmal für das Gitter: Seine Kennzahlen sind nicht verlässlich.</translation>
    </message>
    <message>
        <source>The preferences cannot be kept: there is no folder {name}, and it cannot be made ({reason}).</source>
        <translation>Die Einstellungen lassen sich nicht merken: Den Ordner {name} gibt es nicht, und er lässt sich nicht anlegen ({reason}).</translation>
    </message>
    <message>
        <source>The processes have different data: put the same files on every machine.</source>
        <translation>Die Prozesse haben verschiedene Daten: Bitte auf jeden Rechner dieselben Dateien legen.</translation>
    </message>
    <message>
        <source>The queue cannot be read: {reason}.</source>
        <translation>Die Warteschlange ist nicht lesbar: {reason}.</translation>
    </message>
    <message>
        <source>The queue goes on with its own settings in place of those you had chosen.</source>
        <translation>Die Warteschlange geht mit ihren eigenen Einstellungen weiter statt mit denen, die Sie gewählt hatten.</translation>
    </message>
    <message>
        <source>The queue holds {most} items at most: clear those that are done.</source>
        <translation>Die Warteschlange fasst höchstens {most} Einträge: Bitte die fertigen entfernen.</translation>
    </message>
    <message>
        <source>The queue in {folder} cannot be written: try it again.</source>
        <translation>Die Warteschlange in {folder} lässt sich nicht schreiben: Bitte noch einmal versuchen.</translation>
    </message>
    <message numerus="yes">
        <source>The queue is done: %n training(s) completed.</source>
        <translation>
            <numerusform>Die Warteschlange ist fertig: %n Training abgeschlossen.</numerusform>
            <numerusform>Die Warteschlange ist fertig: %n Trainings abgeschlossen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The queue was on when the program ended. Nothing is lost: %n training(s) left to do.</source>
        <translation>
            <numerusform>Die Warteschlange war noch im Gange, als das Programm endete. Nichts ist verloren: %n Training ist noch zu tun.</numerusform>
            <numerusform>Die Warteschlange war noch im Gange, als das Programm endete. Nichts ist verloren: %n Trainings sind noch zu tun.</numerusform>
        </translation>
    </message>
    <message>
        <source>The queue was written by a newer genstudio: update genstudio.</source>
        <translation>Die Warteschlange stammt von einem neueren genstudio: Bitte genstudio aktualisieren.</translation>
    </message>
    <message>
        <source>The recipe in {name} is damaged, or from a newer genstudio: the picture can still be opened as a picture.</source>
        <translation>Das Rezept in {name} ist beschädigt oder stammt von einem neueren genstudio: Als Bild lässt es sich noch öffnen.</translation>
    </message>
    <message>
        <source>The recipe&apos;s codes have {theirs} numbers, but this model&apos;s latent space has {ours} dimensions: it is another model&apos;s.</source>
        <translation>Die Codes des Rezepts haben {theirs} Zahlen, aber der latente Raum dieses Modells hat {ours} Dimensionen: Es gehört zu einem anderen Modell.</translation>
    </message>
    <message>
        <source>The report could not be written.</source>
        <translation>Der Bericht konnte nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>The restarts appear here; a click takes one</source>
        <translation>Hier erscheinen die Anläufe; ein Klick nimmt einen</translation>
    </message>
    <message>
        <source>The restarts; a click takes one</source>
        <translation>Die Anläufe; ein Klick nimmt einen</translation>
    </message>
    <message>
        <source>The result and its eight neighbours</source>
        <translation>Das Ergebnis und seine acht Nachbarn</translation>
    </message>
    <message>
        <source>The resumed run will not be bit-exact: {reasons}.</source>
        <translation>Der fortgesetzte Lauf wird nicht bitgenau derselbe: {reasons}.</translation>
    </message>
    <message>
        <source>The run goes on from the checkpoint before, of step {step}.</source>
        <translation>Der Lauf geht vom Sicherungspunkt davor weiter, von Schritt {step}.</translation>
    </message>
    <message>
        <source>The run of {name}</source>
        <translation>Der Lauf von {name}</translation>
    </message>
    <message>
        <source>The run was stopped, so the queue pauses.</source>
        <translation>Der Lauf wurde gestoppt, also hält die Warteschlange an.</translation>
    </message>
    <message>
        <source>The run {name} cannot be asked: there is no permission to write in its folder.</source>
        <translation>Der Lauf {name} lässt sich nicht bitten: Es fehlt die Erlaubnis, in seinem Ordner zu schreiben.</translation>
    </message>
    <message>
        <source>The run {name} has no checkpoint to show.</source>
        <translation>Der Lauf {name} hat keinen Sicherungspunkt, der sich zeigen ließe.</translation>
    </message>
    <message>
        <source>The run {name} has no good checkpoint: it starts again from the beginning.</source>
        <translation>Der Lauf {name} hat keinen brauchbaren Sicherungspunkt: Er beginnt von vorn.</translation>
    </message>
    <message>
        <source>The run {name} has no limit: give it one.</source>
        <translation>Der Lauf {name} hat keine Grenze: Bitte eine setzen.</translation>
    </message>
    <message>
        <source>The run {name} holds only the weights, which is enough to look with: to train such a model, start a new run with its settings.</source>
        <translation>Der Lauf {name} enthält nur die Gewichte, was zum Ansehen genügt: Um ein solches Modell zu trainieren, bitte einen neuen Lauf mit seinen Einstellungen beginnen.</translation>
    </message>
    <message>
        <source>The run {name} is being written by another genstudio: stop it there first; until then it can only be looked at.</source>
        <translation>Den Lauf {name} schreibt gerade ein anderes genstudio: Bitte ihn erst dort stoppen; bis dahin lässt er sich nur ansehen.</translation>
    </message>
    <message>
        <source>The run {name} was made by a newer genstudio (format {made}; this one reads up to {known}): update genstudio.</source>
        <translation>Der Lauf {name} stammt von einem neueren genstudio (Format {made}; dieses liest bis {known}): Bitte genstudio aktualisieren.</translation>
    </message>
    <message>
        <source>The runs in {folder} cannot be listed ({reason}).</source>
        <translation>Die Läufe in {folder} lassen sich nicht auflisten ({reason}).</translation>
    </message>
    <message>
        <source>The runs were trained on other data than these.</source>
        <translation>Die Läufe wurden mit anderen Daten als diesen trainiert.</translation>
    </message>
    <message>
        <source>The same as a number of standard deviations (σ): type it</source>
        <translation>Dasselbe als Zahl von Standardabweichungen (σ) zum Eintippen</translation>
    </message>
    <message>
        <source>The same images and networks, another p(x|z). The ELBOs have different units and cannot be compared: a Bernoulli&apos;s is a log probability, a Gaussian&apos;s a log density. Drag sigma: it is the noise of each pixel, and weighs the error against the KL.</source>
        <translation>Dieselben Bilder und Netze, ein anderes p(x|z). Die ELBOs haben verschiedene Einheiten und lassen sich nicht vergleichen: Bei Bernoulli ist es eine Log-Wahrscheinlichkeit, bei Gauß eine Log-Dichte. Sigma lässt sich ziehen: Es ist das Rauschen jedes Pixels und wägt den Fehler gegen die KL ab.</translation>
    </message>
    <message>
        <source>The same in larger steps</source>
        <translation>Dasselbe in größeren Schritten</translation>
    </message>
    <message>
        <source>The same noise through another model, side by side</source>
        <translation>Dasselbe Rauschen durch ein anderes Modell, nebeneinander</translation>
    </message>
    <message>
        <source>The same noise with both captions. {share} of the pixels changed by more than a tenth of their range, all of them by {mean} on average; the brighter on the map, the more.</source>
        <translation>Dasselbe Rauschen bei beiden Bildunterschriften. {share} der Pixel haben sich um mehr als ein Zehntel ihres Bereichs geändert, alle im Mittel um {mean}; je heller auf der Karte, desto mehr.</translation>
    </message>
    <message>
        <source>The same seed gives images of the same noise, here and in the gallery</source>
        <translation>Derselbe Startwert ergibt Bilder aus demselben Rauschen, hier und in der Galerie</translation>
    </message>
    <message>
        <source>The same seed gives the same z</source>
        <translation>Derselbe Startwert ergibt dieselben z</translation>
    </message>
    <message>
        <source>The same sum in pixels</source>
        <translation>Dieselbe Summe in Pixeln</translation>
    </message>
    <message>
        <source>The samples are not judged yet: wait a moment, and try again.</source>
        <translation>Die Stichproben sind noch nicht beurteilt: Bitte kurz warten und noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The score is exp E KL of the data&apos;s own judge, not an inception score; figures of the papers (F1) are of other pictures and another judge.</source>
        <translation>Der Wert ist exp E KL des Richters der Daten, kein Inception Score; Zahlen der Arbeiten (F1) gelten für andere Bilder und einen anderen Richter.</translation>
    </message>
    <message>
        <source>The seed cannot change in a run: start a new one.</source>
        <translation>Der Startwert eines Laufs lässt sich nicht ändern: Bitte einen neuen Lauf beginnen.</translation>
    </message>
    <message>
        <source>The share of a mask must lie between 0 and 1, such as 0.5.</source>
        <translation>Der Anteil einer Maske muss zwischen 0 und 1 liegen, etwa 0.5.</translation>
    </message>
    <message>
        <source>The share of one x in V, over D</source>
        <translation>Der Anteil eines x an V, über D</translation>
    </message>
    <message>
        <source>The share of samples within 3 sigma of the nearest mode; the data have 98.9 %.</source>
        <translation>Der Anteil der Stichproben, die höchstens 3 Sigma von der nächsten Mode liegen; bei den Daten sind es 98,9 %.</translation>
    </message>
    <message>
        <source>The share of the area that a centre, a frame or random pixels take</source>
        <translation>Der Anteil der Fläche, den eine Mitte, ein Rahmen oder zufällige Pixel einnehmen</translation>
    </message>
    <message>
        <source>The step before</source>
        <translation>Der vorige Schritt</translation>
    </message>
    <message>
        <source>The step of a low resolution must be 2 to {most} pixels.</source>
        <translation>Der Schritt einer niedrigen Auflösung muss 2 bis {most} Pixel sein.</translation>
    </message>
    <message>
        <source>The steps before this one have set things up that are different now.</source>
        <translation>Frühere Schritte haben etwas eingerichtet, was jetzt anders ist.</translation>
    </message>
    <message>
        <source>The subject</source>
        <translation>Das Ausgangsbild</translation>
    </message>
    <message>
        <source>The subject moved from −3 to 3; a click moves the slider there</source>
        <translation>Das Ausgangsbild, verändert von −3 bis 3; ein Klick stellt den Regler dorthin</translation>
    </message>
    <message>
        <source>The subject, changed</source>
        <translation>Das Ausgangsbild, verändert</translation>
    </message>
    <message>
        <source>The subject, changed. Drag it to take its code along.</source>
        <translation>Das Ausgangsbild, verändert. Ziehen nimmt seinen Code mit.</translation>
    </message>
    <message>
        <source>The table of all keys</source>
        <translation>Die Tabelle aller Tasten</translation>
    </message>
    <message>
        <source>The three systems</source>
        <translation>Die drei Systeme</translation>
    </message>
    <message>
        <source>The three systems, measured</source>
        <translation>Die drei Systeme, gemessen</translation>
    </message>
    <message>
        <source>The threshold rejects {others} of the others and {tests} of the test images</source>
        <translation>Die Schwelle lehnt {others} von anderem und {tests} der Testbilder ab</translation>
    </message>
    <message>
        <source>The train and test images in {folder} differ in size.</source>
        <translation>Die Trainings- und Testbilder in {folder} sind verschieden groß.</translation>
    </message>
    <message>
        <source>The training broke down: {term} is not a number.</source>
        <translation>Das Training ist zusammengebrochen: {term} ist keine Zahl.</translation>
    </message>
    <message>
        <source>The training diverged at step {step}: lower the learning rate and reset.</source>
        <translation>Das Training ist bei Schritt {step} divergiert: Bitte die Lernrate senken und zurücksetzen.</translation>
    </message>
    <message>
        <source>The training elsewhere has ended, at step {step}.</source>
        <translation>Das Training anderswo ist zu Ende, bei Schritt {step}.</translation>
    </message>
    <message>
        <source>The training elsewhere has not answered yet. Perhaps it is busy; what you asked for is done as soon as it looks again.</source>
        <translation>Das Training anderswo hat noch nicht geantwortet. Vielleicht ist es beschäftigt; die Bitte wird erfüllt, sobald es wieder nachsieht.</translation>
    </message>
    <message>
        <source>The training has run off to infinity: start again with lower learning rates or another loss.</source>
        <translation>Das Training ist ins Unendliche gelaufen: Bitte mit kleineren Lernraten oder einem anderen Verlust neu beginnen.</translation>
    </message>
    <message>
        <source>The training is over: reset the bench.</source>
        <translation>Das Training ist zu Ende: Bitte den Versuch zurücksetzen.</translation>
    </message>
    <message>
        <source>The translation of the picture beside it appears here</source>
        <translation>Hier erscheint die Übertragung des Bildes daneben</translation>
    </message>
    <message>
        <source>The translations would overwrite the pictures: choose another folder for them.</source>
        <translation>Die Übertragungen würden die Bilder überschreiben: Bitte für sie einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>The two directions along which the classes lie farthest apart</source>
        <translation>Die zwei Richtungen, in denen die Klassen am weitesten auseinanderliegen</translation>
    </message>
    <message>
        <source>The two directions along which the codes vary most</source>
        <translation>Die zwei Richtungen, in denen die Codes am meisten schwanken</translation>
    </message>
    <message>
        <source>The two directions of {count} dimensions that set the classes apart: between classes the codes vary {ratio} times as much as within them (between/within ratio). These axes hold {share} of the variance.</source>
        <translation>Die zwei Richtungen von {count} Dimensionen, die die Klassen trennen: Zwischen den Klassen schwanken die Codes {ratio}-mal so sehr wie in ihnen. Auf diese Achsen fallen {share} der Varianz.</translation>
    </message>
    <message>
        <source>The two kinds (first, second) are both class {number}: choose two different ones.</source>
        <translation>Beide Arten (first, second) sind Klasse {number}: Bitte zwei verschiedene wählen.</translation>
    </message>
    <message>
        <source>The two kinds must be two different classes of the data, numbers from 0 to {last}; they are {first} and {second}.</source>
        <translation>Die beiden Arten müssen zwei verschiedene Klassen der Daten sein, Nummern von 0 bis {last}; sie sind {first} und {second}.</translation>
    </message>
    <message>
        <source>The two piles</source>
        <translation>Die zwei Stapel</translation>
    </message>
    <message>
        <source>The two widest directions of {count} dimensions: these two axes hold {share} of the variance of the codes.</source>
        <translation>Die beiden weitesten Richtungen von {count} Dimensionen: Auf diese zwei Achsen fallen {share} der Varianz der Codes.</translation>
    </message>
    <message>
        <source>The value of the game on the grid, D taken as constant in a cell: the mean of log D over p_data plus that of log(1 − D) over p_g. In nats.</source>
        <translation>Der Wert des Spiels auf dem Gitter, D in einer Zelle als konstant genommen: das Mittel von log D über p_data plus das von log(1 − D) über p_g. In Nats.</translation>
    </message>
    <message>
        <source>The value of the game: the mean of log D(x) over the data plus that of log(1 − D(G(z))). D makes it large, G small. In nats.</source>
        <translation>Der Wert des Spiels: das Mittel von log D(x) über die Daten plus das von log(1 − D(G(z))). D macht ihn groß, G klein. In Nats.</translation>
    </message>
    <message>
        <source>The way from first to last</source>
        <translation>Der Weg vom ersten zum letzten</translation>
    </message>
    <message>
        <source>The way goes {kind}, with the weights of step {step:,}.</source>
        <translation>Der Weg geht {kind}, mit den Gewichten von Schritt {step:,}.</translation>
    </message>
    <message>
        <source>The whole bar is log p(x), the right part what q misses of it: to scale. The line shows how much that was when you clicked.</source>
        <translation>Der ganze Balken ist log p(x), der rechte Teil, was q davon fehlt: maßstäblich. Der Strich zeigt, wie viel das beim Anklicken war.</translation>
    </message>
    <message>
        <source>The word of the caption to change</source>
        <translation>Das Wort der Bildunterschrift, das geändert wird</translation>
    </message>
    <message>
        <source>The words with the papers that the program follows</source>
        <translation>Die Begriffe mit den Artikeln, nach denen das Programm gebaut ist</translation>
    </message>
    <message>
        <source>The z that the fakes are made of, in a corner</source>
        <translation>Die z, aus denen die erzeugten gemacht sind, in einer Ecke</translation>
    </message>
    <message>
        <source>Their mean is the Jensen-Shannon divergence.</source>
        <translation>Ihr Mittel ist die Jensen-Shannon-Divergenz.</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Theory</source>
        <translation>Theorie</translation>
    </message>
    <message>
        <source>There and back</source>
        <translation>Hin und zurück</translation>
    </message>
    <message>
        <source>There and back again (mean difference)</source>
        <translation>Hin und wieder zurück (mittlere Differenz)</translation>
    </message>
    <message>
        <source>There and back again changes it by {share}.</source>
        <translation>Hin und wieder zurück ändert es um {share}.</translation>
    </message>
    <message>
        <source>There are no images in the folder {shown} ({kinds}).</source>
        <translation>Im Ordner {shown} sind keine Bilder ({kinds}).</translation>
    </message>
    <message>
        <source>There are no images in the folder {shown} that can be read ({kinds}); {file} {reason}</source>
        <translation>Im Ordner {shown} sind keine lesbaren Bilder ({kinds}); {file} {reason}</translation>
    </message>
    <message>
        <source>There are no images named {name!r}.</source>
        <translation>Bilder namens {name!r} gibt es nicht.</translation>
    </message>
    <message>
        <source>There are no images to train on: choose a larger data set.</source>
        <translation>Es gibt keine Bilder zum Trainieren: Bitte mehr Bilder wählen.</translation>
    </message>
    <message>
        <source>There are no pictures to make a film of.</source>
        <translation>Es gibt keine Bilder, aus denen ein Film werden könnte.</translation>
    </message>
    <message>
        <source>There are too few different training images to tell copies from others: at least {least} are needed.</source>
        <translation>Es gibt zu wenige verschiedene Trainingsbilder, um Kopien von anderen zu unterscheiden: Mindestens {least} sind nötig.</translation>
    </message>
    <message>
        <source>There are too few held-out images: choose a larger data set.</source>
        <translation>Es gibt zu wenige ungesehene Bilder: Bitte eine größere Sammlung wählen.</translation>
    </message>
    <message>
        <source>There are too few images for a GAN without augmentation.</source>
        <translation>Für ein GAN ohne Augmentierung sind es zu wenige Bilder.</translation>
    </message>
    <message>
        <source>There are too few images for a model of this size.</source>
        <translation>Für ein Modell dieser Größe sind es zu wenige Bilder.</translation>
    </message>
    <message>
        <source>There are trained networks for 8 and 25 Gaussians, the ring and the spirals, with the usual sigma, prior, hidden units and depth</source>
        <translation>Trainierte Netze gibt es für 8 und 25 Gauß, den Ring und die Spiralen, mit üblichem Sigma, Prior, üblichen versteckten Einheiten und üblicher Tiefe</translation>
    </message>
    <message>
        <source>There are {processes} processes on this machine and {count} GPUs: start as many processes as there are GPUs, or choose --device cpu.</source>
        <translation>Auf diesem Rechner gibt es {processes} Prozesse und {count} GPUs: Bitte so viele Prozesse starten, wie es GPUs gibt, oder --device cpu wählen.</translation>
    </message>
    <message>
        <source>There is no action {name!r} here.</source>
        <translation>Die Aktion {name!r} gibt es hier nicht.</translation>
    </message>
    <message>
        <source>There is no action {name}.</source>
        <translation>Die Aktion {name} gibt es nicht.</translation>
    </message>
    <message>
        <source>There is no checkpoint from step {first} to step {last}; there are some from {least} to {most}.</source>
        <translation>Von Schritt {first} bis Schritt {last} gibt es keinen Sicherungspunkt; es gibt welche von {least} bis {most}.</translation>
    </message>
    <message>
        <source>There is no checkpoint in this order: choose an earlier one to begin with.</source>
        <translation>In dieser Reihenfolge gibt es keinen Sicherungspunkt: Bitte einen früheren als Anfang wählen.</translation>
    </message>
    <message>
        <source>There is no checkpoint of step {step}: {tail}.</source>
        <translation>Es gibt keinen Sicherungspunkt von Schritt {step}: {tail}.</translation>
    </message>
    <message>
        <source>There is no class number {label}; there are {count}.</source>
        <translation>Eine Klasse Nummer {label} gibt es nicht; es gibt {count}.</translation>
    </message>
    <message>
        <source>There is no class {name!r}; there are {names}.</source>
        <translation>Die Klasse {name!r} gibt es nicht; es gibt {names}.</translation>
    </message>
    <message>
        <source>There is no device {name!r}; choose auto or {names}.</source>
        <translation>Das Gerät {name!r} gibt es nicht; bitte auto oder {names} wählen.</translation>
    </message>
    <message>
        <source>There is no epoch {epoch} with {position} images taken.</source>
        <translation>Es gibt keine Epoche {epoch}, aus der {position} Bilder genommen sind.</translation>
    </message>
    <message>
        <source>There is no example {index}; there are {count}.</source>
        <translation>Ein Beispiel {index} gibt es nicht; es gibt {count}.</translation>
    </message>
    <message>
        <source>There is no example {name!r}; there are {names}.</source>
        <translation>Das Beispiel {name!r} gibt es nicht; es gibt {names}.</translation>
    </message>
    <message>
        <source>There is no file or folder {name}.</source>
        <translation>Eine Datei oder einen Ordner {name} gibt es nicht.</translation>
    </message>
    <message>
        <source>There is no file or folder {short}: give {kinds}.</source>
        <translation>Eine Datei oder einen Ordner {short} gibt es nicht: Bitte {kinds} angeben.</translation>
    </message>
    <message>
        <source>There is no file {name}: choose another.</source>
        <translation>Die Datei {name} gibt es nicht: Bitte eine andere wählen.</translation>
    </message>
    <message>
        <source>There is no folder {name} any more, so nothing could be written into it: put it back, or choose another one.</source>
        <translation>Den Ordner {name} gibt es nicht mehr, deshalb ließ sich nichts hineinschreiben: Bitte ihn zurücklegen oder einen anderen wählen.</translation>
    </message>
    <message>
        <source>There is no half {name}: it is left, right, top or bottom.</source>
        <translation>Eine Hälfte {name} gibt es nicht: Es gibt left, right, top und bottom.</translation>
    </message>
    <message>
        <source>There is no hole yet: paint one, or take a ready mask.</source>
        <translation>Es gibt noch kein Loch: Bitte eines malen oder eine fertige Maske nehmen.</translation>
    </message>
    <message>
        <source>There is no hole: paint what is to be completed.</source>
        <translation>Es gibt kein Loch: Bitte malen, was ergänzt werden soll.</translation>
    </message>
    <message>
        <source>There is no item {id} in the queue.</source>
        <translation>Den Eintrag {id} gibt es in der Warteschlange nicht.</translation>
    </message>
    <message>
        <source>There is no mask {name}.</source>
        <translation>Die Maske {name} gibt es nicht.</translation>
    </message>
    <message>
        <source>There is no metric {name}; choose from {known}.</source>
        <translation>Die Kennzahl {name} gibt es nicht; bitte aus {known} wählen.</translation>
    </message>
    <message>
        <source>There is no model to look at yet.</source>
        <translation>Es gibt noch kein Modell zum Ansehen.</translation>
    </message>
    <message>
        <source>There is no permission to read {shown}.</source>
        <translation>Es fehlt die Erlaubnis, {shown} zu lesen.</translation>
    </message>
    <message>
        <source>There is no permission to read {shown}: change its permissions or choose another.</source>
        <translation>Es fehlt die Erlaubnis, {shown} zu lesen: Bitte die Zugriffsrechte ändern oder anderes wählen.</translation>
    </message>
    <message>
        <source>There is no permission to write in {folder}: the run can only be looked at.</source>
        <translation>Es fehlt die Erlaubnis, in {folder} zu schreiben: Der Lauf lässt sich nur ansehen.</translation>
    </message>
    <message>
        <source>There is no permission to write {name}: choose another folder.</source>
        <translation>Es fehlt die Erlaubnis, {name} zu schreiben: Bitte einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>There is no picture on the clipboard: copy one, or its file, first.</source>
        <translation>In der Zwischenablage ist kein Bild: Bitte erst eines oder seine Datei kopieren.</translation>
    </message>
    <message>
        <source>There is no pin at the cross-hair.</source>
        <translation>Am Fadenkreuz ist keine Nadel.</translation>
    </message>
    <message>
        <source>There is no player {name!r} here.</source>
        <translation>Den Spieler {name!r} gibt es hier nicht.</translation>
    </message>
    <message>
        <source>There is no player {name!r}; there are D and G.</source>
        <translation>Den Spieler {name!r} gibt es nicht; es gibt D und G.</translation>
    </message>
    <message>
        <source>There is no player {name!r}; there are {named}.</source>
        <translation>Den Spieler {name!r} gibt es nicht; es gibt {named}.</translation>
    </message>
    <message>
        <source>There is no preset {name!r}; there are {names}.</source>
        <translation>Den Ausgangspunkt {name!r} gibt es nicht; es gibt {names}.</translation>
    </message>
    <message>
        <source>There is no room in {place} to unpack {path}: free some space, or set the variable GENSTUDIO_CACHE to another folder.</source>
        <translation>In {place} fehlt der Platz, um {path} auszupacken: Bitte Platz schaffen oder die Variable GENSTUDIO_CACHE auf einen anderen Ordner setzen.</translation>
    </message>
    <message>
        <source>There is no room to unpack in {place} ({what}): set the variable GENSTUDIO_CACHE to another folder.</source>
        <translation>In {place} lässt sich nichts auspacken ({what}): Bitte die Variable GENSTUDIO_CACHE auf einen anderen Ordner setzen.</translation>
    </message>
    <message>
        <source>There is no room to write {name} ({size:.1f} MB needed): free some space; what was saved before is still there.</source>
        <translation>Für {name} fehlt der Platz ({size:.1f}&#xa0;MB nötig): Bitte Platz schaffen; was vorher gesichert wurde, ist noch da.</translation>
    </message>
    <message>
        <source>There is no run of these systems on the open data yet: set one up, or open the data that yours were trained on.</source>
        <translation>Mit den offenen Daten gibt es noch keinen Lauf dieser Systeme: Bitte einen einrichten oder die Daten öffnen, mit denen die eigenen trainiert wurden.</translation>
    </message>
    <message>
        <source>There is no run to branch from yet: train one first.</source>
        <translation>Noch gibt es keinen Lauf zum Verzweigen: Bitte erst einen trainieren.</translation>
    </message>
    <message>
        <source>There is no setting {name}; there are {there}.</source>
        <translation>Die Einstellung {name} gibt es nicht; es gibt {there}.</translation>
    </message>
    <message>
        <source>There is no writing into {folder} ({what}): set the variable GENSTUDIO_CACHE to another folder.</source>
        <translation>In {folder} lässt sich nicht schreiben ({what}): Bitte die Variable GENSTUDIO_CACHE auf einen anderen Ordner setzen.</translation>
    </message>
    <message>
        <source>There is no {name!r} in {kind}; there are {names}.</source>
        <translation>{name!r} gibt es in {kind} nicht; es gibt {names}.</translation>
    </message>
    <message>
        <source>There is no {name!r}; there are {names}.</source>
        <translation>{name!r} gibt es nicht; es gibt {names}.</translation>
    </message>
    <message>
        <source>There is none yet</source>
        <translation>Noch gibt es keinen</translation>
    </message>
    <message>
        <source>There is not enough memory for a single image: choose a smaller model, or close other programs.</source>
        <translation>Der Speicher reicht nicht einmal für ein Bild: Bitte ein kleineres Modell wählen oder andere Programme schließen.</translation>
    </message>
    <message>
        <source>There is only one picture in {name}: put more of its kind there.</source>
        <translation>In {name} ist nur ein Bild: Bitte mehr von seiner Art dazulegen.</translation>
    </message>
    <message>
        <source>These are different kinds of models: a term of one may be missing in another.</source>
        <translation>Dies sind verschiedene Arten von Modellen: Einen Term des einen hat das andere vielleicht nicht.</translation>
    </message>
    <message>
        <source>These are the settings of the run that is on. Change some of them, and they can be trained after it.</source>
        <translation>Dies sind die Einstellungen des Laufs, der im Gange ist. Einige davon ändern, und sie können nach ihm trainiert werden.</translation>
    </message>
    <message>
        <source>These codes have another number of dimensions than those of the model in view ({own:,}): take codes of the same model.</source>
        <translation>Diese Codes haben eine andere Zahl von Dimensionen als die des gezeigten Modells ({own:,}): Bitte Codes desselben Modells nehmen.</translation>
    </message>
    <message>
        <source>These codes have {their:,} numbers, but those of the model in view have {own:,}: take codes of the same model.</source>
        <translation>Diese Codes haben {their:,} Zahlen, die des gezeigten Modells aber {own:,}: Bitte Codes desselben Modells nehmen.</translation>
    </message>
    <message>
        <source>These codes have {width} numbers, but this model&apos;s have {expected}: they belong to another run.</source>
        <translation>Diese Codes haben {width} Zahlen, die dieses Modells aber {expected}: Sie gehören zu einem anderen Lauf.</translation>
    </message>
    <message>
        <source>These data are points, not images: press Train. What the model makes of them is in the gallery, and its latent space comes here.</source>
        <translation>Diese Daten sind Punkte, keine Bilder: „Trainieren“ drücken. Was das Modell aus ihnen macht, steht in der Galerie, und sein latenter Raum erscheint hier.</translation>
    </message>
    <message>
        <source>These data are points: a picture has no place among them.</source>
        <translation>Diese Daten sind Punkte: Ein Bild hat unter ihnen keinen Platz.</translation>
    </message>
    <message>
        <source>These data are points: choose images that have labels.</source>
        <translation>Diese Daten sind Punkte: Bitte Bilder mit Klassenangabe wählen.</translation>
    </message>
    <message>
        <source>These data are points: there are no pictures to go between.</source>
        <translation>Diese Daten sind Punkte: Es gibt keine Bilder, zwischen denen ein Weg wäre.</translation>
    </message>
    <message>
        <source>These data do not have the two classes that the model was trained on.</source>
        <translation>Diese Daten haben nicht die zwei Klassen, mit denen das Modell trainiert wurde.</translation>
    </message>
    <message>
        <source>These data have no captions to find words in: take data with a metadata.jsonl, or write a concept as attribute=value.</source>
        <translation>Diese Daten haben keine Bildunterschriften, in denen sich Wörter finden ließen: Bitte Daten mit einer metadata.jsonl nehmen oder einen Begriff als Merkmal=Wert schreiben.</translation>
    </message>
    <message>
        <source>These data have no labels, which Conditional (conditional) needs: choose data with classes, such as a folder with one folder a class, or turn it off.</source>
        <translation>Diese Daten haben keine Klassen, und Bedingt (conditional) braucht sie: Bitte Daten mit Klassen wählen, etwa einen Ordner mit je einem Ordner für jede Klasse, oder es ausschalten.</translation>
    </message>
    <message>
        <source>These pictures have no captions, which text to image learns from: put a file metadata.jsonl into the folder, with a line {{&quot;file_name&quot;: &quot;…&quot;, &quot;text&quot;: &quot;…&quot;}} for each picture, or a text file beside each picture, or choose the drawn shapes or faces.</source>
        <translation>Diese Bilder haben keine Bildunterschriften, aus denen „Bilder aus Text“ lernt: Bitte eine Datei metadata.jsonl in den Ordner legen, mit einer Zeile {{&quot;file_name&quot;: &quot;…&quot;, &quot;text&quot;: &quot;…&quot;}} für jedes Bild, oder eine Textdatei neben jedes Bild, oder die gezeichneten Formen oder Gesichter wählen.</translation>
    </message>
    <message>
        <source>These pictures have no captions: choose the groups by an attribute, or by hand.</source>
        <translation>Diese Bilder haben keine Bildunterschriften: Bitte die Gruppen nach einem Attribut oder von Hand wählen.</translation>
    </message>
    <message>
        <source>These pictures have no captions: there is nothing to draw from.</source>
        <translation>Diese Bilder haben keine Bildunterschriften: Es gibt nichts, wonach sich zeichnen ließe.</translation>
    </message>
    <message>
        <source>These runs have not been measured yet: press Measure.</source>
        <translation>Diese Läufe sind noch nicht gemessen: „Messen“ drücken.</translation>
    </message>
    <message>
        <source>These runs were trained on different data, so their figures cannot stand in one table: choose runs on the same data.</source>
        <translation>Diese Läufe wurden mit verschiedenen Daten trainiert, ihre Kennzahlen können deshalb nicht in einer Tabelle stehen: Bitte Läufe mit denselben Daten wählen.</translation>
    </message>
    <message>
        <source>These runs were trained on different data: their curves and figures must not be compared with each other.</source>
        <translation>Diese Läufe wurden mit verschiedenen Daten trainiert: Ihre Kurven und Kennzahlen dürfen nicht miteinander verglichen werden.</translation>
    </message>
    <message>
        <source>These settings begin a new run; the open one is kept.</source>
        <translation>Mit diesen Einstellungen beginnt ein neuer Lauf; der offene bleibt erhalten.</translation>
    </message>
    <message>
        <source>These were trained on {name}: open those data to measure them.</source>
        <translation>Diese wurden mit {name} trainiert: Bitte jene Daten öffnen, um zu messen.</translation>
    </message>
    <message>
        <source>This bench takes points of the plane, or images of at most {side} x {side} pixels; these have {width} x {height}.</source>
        <translation>Dieser Versuch nimmt Punkte der Ebene oder Bilder von höchstens {side} x {side} Pixeln; diese haben {width} x {height}.</translation>
    </message>
    <message>
        <source>This build of genstudio has no maps of neighbours: install genstudio with pip to have them, or choose one of the other projections.</source>
        <translation>Diese Ausgabe von genstudio hat keine Karten der Nachbarn: Bitte genstudio dafür mit pip installieren oder eine der anderen Ebenen wählen.</translation>
    </message>
    <message>
        <source>This build of genstudio has no support vector machine: install genstudio with pip to have it.</source>
        <translation>Diese Fassung von genstudio hat keine Support-Vektor-Maschine: Mit pip installiert hat genstudio sie.</translation>
    </message>
    <message>
        <source>This cannot be shown: {reason}</source>
        <translation>Das lässt sich nicht zeigen: {reason}</translation>
    </message>
    <message>
        <source>This checkpoint&apos;s numbers are not finite: choose one from before it diverged.</source>
        <translation>Die Zahlen dieses Sicherungspunkts sind nicht endlich: Bitte einen von vorher wählen, ehe das Training divergierte.</translation>
    </message>
    <message>
        <source>This could not be measured.</source>
        <translation>Das ließ sich nicht messen.</translation>
    </message>
    <message>
        <source>This is what is known about the error. Your name and your home folder have been taken out; nothing has been sent.</source>
        <translation>Das ist, was über den Fehler bekannt ist. Benutzername und persönlicher Ordner sind herausgenommen; nichts wurde verschickt.</translation>
    </message>
    <message>
        <source>This lesson cannot be used: {error}</source>
        <translation>Diese Lektion ist nicht brauchbar: {error}</translation>
    </message>
    <message>
        <source>This loss makes scores, not probabilities: a half is where the discriminator is undecided, and more is taken for more real</source>
        <translation>Dieser Verlust ergibt Punktzahlen, keine Wahrscheinlichkeiten: Bei einem halben Punkt ist der Diskriminator unentschieden, und mehr gilt für echter</translation>
    </message>
    <message>
        <source>This map needs a package that is not installed: get it with &quot;pip install genstudio-desktop[projections]&quot;, or choose another projection.</source>
        <translation>Diese Karte braucht ein Paket, das nicht installiert ist: Bitte mit „pip install genstudio-desktop[projections]“ installieren oder eine andere Ebene wählen.</translation>
    </message>
    <message>
        <source>This model cannot draw from captions.</source>
        <translation>Dieses Modell kann nicht nach Bildunterschriften zeichnen.</translation>
    </message>
    <message>
        <source>This model cannot draw samples.</source>
        <translation>Dieses Modell kann keine Stichproben ziehen.</translation>
    </message>
    <message>
        <source>This model cannot encode images, so there are no data points. The plane has a random direction in z, and passes through a draw from the prior.</source>
        <translation>Dieses Modell kann keine Bilder kodieren, deshalb gibt es keine Datenpunkte. Die Ebene hat eine zufällige Richtung in z und geht durch eine Ziehung aus dem Prior.</translation>
    </message>
    <message>
        <source>This model cannot encode images, so there are no data points. The plane shows two dimensions of z; all others are those of a draw from the prior.</source>
        <translation>Dieses Modell kann keine Bilder kodieren, deshalb gibt es keine Datenpunkte. Die Ebene zeigt zwei Dimensionen von z; alle anderen stammen aus einer Ziehung aus dem Prior.</translation>
    </message>
    <message>
        <source>This model cannot encode, so a classifier has to tell which samples have the attribute, and it needs {least} training images of each kind or more: fill the two piles yourself.</source>
        <translation>Dieses Modell kann nicht kodieren, also muss ein Klassifikator sagen, welche Stichproben das Merkmal haben, und der braucht mindestens {least} Trainingsbilder jeder Art: Bitte die zwei Stapel selbst füllen.</translation>
    </message>
    <message>
        <source>This model cannot encode, so there is nothing to reconstruct</source>
        <translation>Dieses Modell kann nicht kodieren, also gibt es nichts zu rekonstruieren</translation>
    </message>
    <message>
        <source>This model cannot encode: a search looks for the z whose image is most like yours.</source>
        <translation>Dieses Modell kann nicht kodieren: Eine Suche findet das z, dessen Bild dem eigenen am ähnlichsten ist.</translation>
    </message>
    <message>
        <source>This model cannot reconstruct these images.</source>
        <translation>Dieses Modell kann diese Bilder nicht rekonstruieren.</translation>
    </message>
    <message>
        <source>This model cannot {verb}; choose a model that can.</source>
        <translation>Dieses Modell kann nicht {verb}; bitte eines wählen, das es kann.</translation>
    </message>
    <message>
        <source>This model does not tell how it understands captions.</source>
        <translation>Dieses Modell verrät nicht, wie es Bildunterschriften versteht.</translation>
    </message>
    <message>
        <source>This model does not translate pictures: choose a run of style transfer (CycleGAN).</source>
        <translation>Dieses Modell überträgt keine Bilder: Bitte einen Lauf der Stilübertragung (CycleGAN) wählen.</translation>
    </message>
    <message>
        <source>This model has no latent space to go through: choose one that has.</source>
        <translation>Dieses Modell hat keinen latenten Raum, durch den ein Weg gehen könnte: Bitte eines wählen, das einen hat.</translation>
    </message>
    <message>
        <source>This model has no latent space; choose a model that has one.</source>
        <translation>Dieses Modell hat keinen latenten Raum; bitte eines wählen, das einen hat.</translation>
    </message>
    <message>
        <source>This model has no likelihood p(x|z): train a variational auto-encoder.</source>
        <translation>Dieses Modell hat keine Likelihood p(x|z): Bitte einen Variational Autoencoder trainieren.</translation>
    </message>
    <message>
        <source>This model is solved exactly: there is nothing more to train.</source>
        <translation>Dieses Modell ist exakt gelöst: Mehr gibt es nicht zu trainieren.</translation>
    </message>
    <message>
        <source>This model makes points: there is no picture to complete.</source>
        <translation>Dieses Modell macht Punkte: Da ist kein Bild zu ergänzen.</translation>
    </message>
    <message>
        <source>This model was not trained, so there is nothing to examine.</source>
        <translation>Dieses Modell wurde nicht trainiert, also gibt es nichts zu untersuchen.</translation>
    </message>
    <message>
        <source>This picture has it already: take it away, or choose another picture.</source>
        <translation>Dieses Bild hat es schon: Bitte wegnehmen oder ein anderes Bild wählen.</translation>
    </message>
    <message>
        <source>This picture has it not: there is nothing to take away.</source>
        <translation>Dieses Bild hat es nicht: Es gibt nichts wegzunehmen.</translation>
    </message>
    <message>
        <source>This run has no checkpoint yet: train it first.</source>
        <translation>Dieser Lauf hat noch keinen Sicherungspunkt: Bitte ihn erst trainieren.</translation>
    </message>
    <message>
        <source>This run has reached its limit.</source>
        <translation>Dieser Lauf hat seine Grenze erreicht.</translation>
    </message>
    <message>
        <source>This run is being trained elsewhere; here it can only be watched.</source>
        <translation>Dieser Lauf wird anderswo trainiert; hier lässt er sich nur beobachten.</translation>
    </message>
    <message>
        <source>This run is not being trained any more; it is saved up to step {step}.</source>
        <translation>Dieser Lauf wird nicht mehr trainiert; er ist bis Schritt {step} gesichert.</translation>
    </message>
    <message>
        <source>This run is trained elsewhere: Pause and Stop work from here, too.</source>
        <translation>Dieser Lauf wird anderswo trainiert: Pause und Stopp wirken auch von hier.</translation>
    </message>
    <message>
        <source>This run was cut off; it is saved up to step {step}.</source>
        <translation>Dieser Lauf wurde unterbrochen; er ist bis Schritt {step} gesichert.</translation>
    </message>
    <message>
        <source>This run was on when the window was closed, at step {step:,}.</source>
        <translation>Dieser Lauf war noch im Gange, als das Fenster geschlossen wurde, bei Schritt {step:,}.</translation>
    </message>
    <message>
        <source>This training would have no end, and what waits behind it no turn: limit its steps, epochs or seconds.</source>
        <translation>Dieses Training hätte kein Ende, und was dahinter wartet, käme nie an die Reihe: Bitte seine Schritte, Epochen oder Sekunden begrenzen.</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>Threads of torch</source>
        <translation>Threads von torch</translation>
    </message>
    <message>
        <source>Through the pin</source>
        <translation>Durch die Nadel</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>Restzeit</translation>
    </message>
    <message>
        <source>Time of training</source>
        <translation>Zeit des Trainings</translation>
    </message>
    <message>
        <source>To do: choose the model.</source>
        <translation>Zu tun: das Modell wählen.</translation>
    </message>
    <message>
        <source>To do: click the plane.</source>
        <translation>Zu tun: auf die Ebene klicken.</translation>
    </message>
    <message>
        <source>To do: drag over the plane.</source>
        <translation>Zu tun: über die Ebene ziehen.</translation>
    </message>
    <message>
        <source>To do: let the bench run until the figure is reached.</source>
        <translation>Zu tun: den Versuch laufen lassen, bis die Kennzahl erreicht ist.</translation>
    </message>
    <message>
        <source>To do: let the bench run. {done:,} of {count:,} steps are made.</source>
        <translation>Zu tun: den Versuch laufen lassen. {done:,} von {count:,} Schritten sind gemacht.</translation>
    </message>
    <message>
        <source>To do: move the mouse over the plane.</source>
        <translation>Zu tun: die Maus über die Ebene bewegen.</translation>
    </message>
    <message>
        <source>To do: move the time slider to its right end.</source>
        <translation>Zu tun: den Zeitregler an sein rechtes Ende schieben.</translation>
    </message>
    <message>
        <source>To do: move the time slider.</source>
        <translation>Zu tun: den Zeitregler verschieben.</translation>
    </message>
    <message>
        <source>To do: open other images.</source>
        <translation>Zu tun: andere Bilder öffnen.</translation>
    </message>
    <message>
        <source>To do: open the bench.</source>
        <translation>Zu tun: den Versuch öffnen.</translation>
    </message>
    <message>
        <source>To do: open the page.</source>
        <translation>Zu tun: die Seite öffnen.</translation>
    </message>
    <message>
        <source>To do: open the pane.</source>
        <translation>Zu tun: den Bereich öffnen.</translation>
    </message>
    <message>
        <source>To do: open the tab.</source>
        <translation>Zu tun: den Reiter öffnen.</translation>
    </message>
    <message>
        <source>To do: pause the training.</source>
        <translation>Zu tun: das Training anhalten.</translation>
    </message>
    <message>
        <source>To do: press the button, and wait until it is done.</source>
        <translation>Zu tun: den Knopf drücken und warten, bis es fertig ist.</translation>
    </message>
    <message>
        <source>To do: select points of the plane.</source>
        <translation>Zu tun: Punkte der Ebene auswählen.</translation>
    </message>
    <message>
        <source>To do: start training.</source>
        <translation>Zu tun: das Training starten.</translation>
    </message>
    <message>
        <source>To do: stop the training.</source>
        <translation>Zu tun: das Training stoppen.</translation>
    </message>
    <message>
        <source>To do: train. {done:,} of {count:,} steps are made.</source>
        <translation>Zu tun: trainieren. {done:,} von {count:,} Schritten sind gemacht.</translation>
    </message>
    <message>
        <source>To do: what is described above, until a result is shown.</source>
        <translation>Zu tun: was oben beschrieben ist, bis ein Ergebnis zu sehen ist.</translation>
    </message>
    <message>
        <source>To do: what is described above.</source>
        <translation>Zu tun: was oben beschrieben ist.</translation>
    </message>
    <message>
        <source>To each number of the code, a random one between -strength and +strength is added</source>
        <translation>Zu jeder Zahl des Codes kommt eine zufällige zwischen −Stärke und +Stärke</translation>
    </message>
    <message>
        <source>Too early to tell, or not measured: {faults}.</source>
        <translation>Noch zu früh oder nicht gemessen: {faults}.</translation>
    </message>
    <message>
        <source>Too few codes to judge: put two or more on each pile.</source>
        <translation>Zu wenige Codes für ein Urteil: zwei oder mehr auf jeden Stapel legen.</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>Tour</source>
        <translation>Rundgang</translation>
    </message>
    <message>
        <source>Tour of the window</source>
        <translation>Rundgang durch das Fenster</translation>
    </message>
    <message>
        <source>Track</source>
        <translation>Mitmessen</translation>
    </message>
    <message>
        <source>Track every</source>
        <translation>Mitmessen alle</translation>
    </message>
    <message numerus="yes">
        <source>Trai&amp;ls of %n selected point(s)</source>
        <translation>
            <numerusform>Sp&amp;ur von %n ausgewähltem Punkt</numerusform>
            <numerusform>Sp&amp;uren von %n ausgewählten Punkten</numerusform>
        </translation>
    </message>
    <message>
        <source>Trails of the selected points</source>
        <translation>Spuren der ausgewählten Punkte</translation>
    </message>
    <message>
        <source>Trails: select points on the plane first</source>
        <translation>Spuren: zuerst Punkte auf der Ebene auswählen</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Trainieren</translation>
    </message>
    <message>
        <source>Train ({key})</source>
        <translation>Trainieren ({key})</translation>
    </message>
    <message>
        <source>Train D alone, with G as it is, until it is D* to within 0.05; penalties are off</source>
        <translation>Nur D trainieren, G bleibt, bis D sich um höchstens 0,05 von D* unterscheidet; Strafen sind aus</translation>
    </message>
    <message>
        <source>Train D to its optimum</source>
        <translation>D bis zum Optimum trainieren</translation>
    </message>
    <message>
        <source>Train a model: what goes wrong with it is said here, with what shows it and what helps.</source>
        <translation>Ein Modell trainieren: Hier steht, was dabei schiefgeht, woran es zu sehen ist und was hilft.</translation>
    </message>
    <message>
        <source>Train as long again</source>
        <translation>Noch einmal so lange trainieren</translation>
    </message>
    <message>
        <source>Train both</source>
        <translation>Beide trainieren</translation>
    </message>
    <message>
        <source>Train both kinds anew from 1 to 100 labels of each class, several times.</source>
        <translation>Beide Arten mehrmals neu trainieren, mit 1 bis 100 Labels je Klasse.</translation>
    </message>
    <message>
        <source>Train both to see them: “Train both” takes a few seconds.</source>
        <translation>Um sie zu sehen, beide trainieren: „Beide trainieren“ dauert ein paar Sekunden.</translation>
    </message>
    <message>
        <source>Train it later: put what is set up at the end of the queue</source>
        <translation>Später trainieren: was eingerichtet ist, ans Ende der Warteschlange stellen</translation>
    </message>
    <message>
        <source>Train on the images that are open in this window: up to 32 x 32 pixels</source>
        <translation>Mit den Bildern trainieren, die in diesem Fenster offen sind: bis 32 x 32 Pixel</translation>
    </message>
    <message>
        <source>Train the systems that are missing one after the other, on the open data</source>
        <translation>Die fehlenden Systeme nacheinander mit den offenen Daten trainieren</translation>
    </message>
    <message>
        <source>Train what waits, one after the other; a run that is on ends first</source>
        <translation>Trainieren, was wartet, eines nach dem anderen; ein laufendes Training endet zuerst</translation>
    </message>
    <message>
        <source>Train your first model</source>
        <translation>Das erste Modell trainieren</translation>
    </message>
    <message>
        <source>Train, explore and understand deep generative models by pointing and clicking.</source>
        <translation>Tiefe generative Modelle mit der Maus trainieren, erkunden und verstehen.</translation>
    </message>
    <message>
        <source>Trained</source>
        <translation>Wer lernt</translation>
    </message>
    <message>
        <source>Trained elsewhere</source>
        <translation>Anderswo trainiert</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Training curves</source>
        <translation>Trainingskurven</translation>
    </message>
    <message>
        <source>Training images</source>
        <translation>Trainingsbilder</translation>
    </message>
    <message>
        <source>Training images are {ahead:.1f} nats ahead of held-out ones, which were {lost:.1f} nats better at step {best:,}.</source>
        <translation>Trainingsbilder liegen {ahead:.1f} Nats vor ungesehenen, die bei Schritt {best:,} um {lost:.1f} Nats besser waren.</translation>
    </message>
    <message>
        <source>Training images are {ahead:.1f} nats ahead of held-out ones.</source>
        <translation>Trainingsbilder liegen {ahead:.1f} Nats vor ungesehenen.</translation>
    </message>
    <message>
        <source>Trainings, the next one first</source>
        <translation>Trainings, das nächste zuerst</translation>
    </message>
    <message>
        <source>Translate all pictures of a folder into another folder</source>
        <translation>Alle Bilder eines Ordners in einen anderen Ordner übertragen</translation>
    </message>
    <message>
        <source>Translating the folder</source>
        <translation>Der Ordner wird übertragen</translation>
    </message>
    <message>
        <source>Translation from original</source>
        <translation>Abstand vom Original</translation>
    </message>
    <message>
        <source>Translations of {kind} differ from their originals by {change:.3f} of 2 only, and the discriminator sees what they are ({fake:.2f}, real ones {real:.2f}).</source>
        <translation>Übertragungen von {kind} unterscheiden sich von ihren Originalen nur um {change:.3f} von 2, und der Diskriminator erkennt sie ({fake:.2f}, echte {real:.2f}).</translation>
    </message>
    <message>
        <source>Trunc&amp;ation ψ</source>
        <translation>T&amp;runkierung ψ</translation>
    </message>
    <message>
        <source>Truncation psi</source>
        <translation>Trunkierung ψ</translation>
    </message>
    <message>
        <source>Truncation ψ: z is scaled by it. Below 1 the images are more typical and less varied</source>
        <translation>Trunkierung ψ: z wird damit multipliziert. Unter 1 sind die Bilder typischer und weniger vielfältig</translation>
    </message>
    <message>
        <source>Try it in a branch</source>
        <translation>Im Zweig versuchen</translation>
    </message>
    <message>
        <source>Try it in a branch: {remedy}</source>
        <translation>Im Zweig versuchen: {remedy}</translation>
    </message>
    <message>
        <source>Tuning the step: {draw} of {draws}</source>
        <translation>Schrittweite: {draw} von {draws}</translation>
    </message>
    <message>
        <source>Turn</source>
        <translation>Drehen</translation>
    </message>
    <message>
        <source>Turn by</source>
        <translation>Drehen nach</translation>
    </message>
    <message>
        <source>Turned</source>
        <translation>Gedreht</translation>
    </message>
    <message>
        <source>Turned colours</source>
        <translation>Umgekehrte Farben</translation>
    </message>
    <message>
        <source>Two Gaussians, and the integrand</source>
        <translation>Zwei Normalverteilungen, und der Integrand</translation>
    </message>
    <message>
        <source>Two captions</source>
        <translation>Zwei Unterschriften</translation>
    </message>
    <message>
        <source>Two dimensions of z as they are; those that carry the most come first</source>
        <translation>Zwei Dimensionen von z, wie sie sind; die, die am meisten tragen, stehen zuerst</translation>
    </message>
    <message>
        <source>Two directions by chance: what any view of the codes would show</source>
        <translation>Zwei zufällige Richtungen: was jede Ansicht der Codes zeigen würde</translation>
    </message>
    <message>
        <source>Two directions of {count} dimensions by chance: they hold {share} of the variance of the codes. What is to be seen in every such plane is there.</source>
        <translation>Zwei zufällige Richtungen von {count} Dimensionen: Auf sie fallen {share} der Varianz der Codes. Was in jeder solchen Ebene zu sehen ist, gibt es wirklich.</translation>
    </message>
    <message>
        <source>Two folders make a pair: say which with first_folder and second_folder (--first-folder, --second-folder), or drop both on the window.</source>
        <translation>Zwei Ordner bilden ein Paar: Bitte mit first_folder und second_folder angeben, welche (--first-folder, --second-folder), oder beide auf das Fenster ziehen.</translation>
    </message>
    <message>
        <source>Two generators learn to turn pictures of one kind into the other kind and back.</source>
        <translation>Zwei Generatoren lernen, aus Bildern einer Art solche der anderen zu machen und zurück.</translation>
    </message>
    <message>
        <source>Two kinds of pictures of 16 to 48 pixels</source>
        <translation>Zwei Arten von Bildern mit 16 bis 48 Pixeln</translation>
    </message>
    <message>
        <source>Two kinds of pictures of 49 pixels and more: for a graphics card</source>
        <translation>Zwei Arten von Bildern ab 49 Pixeln: für eine Grafikkarte</translation>
    </message>
    <message>
        <source>Two lassos in Explore</source>
        <translation>Zwei Lassos in „Erkunden“</translation>
    </message>
    <message>
        <source>Two numbers of z</source>
        <translation>Zwei Zahlen von z</translation>
    </message>
    <message>
        <source>Two of {count} numbers of z: they carry {kl} of what the codes tell (their share of the KL), and {share} of the variance. A place decodes to the mean of the codes there.</source>
        <translation>Zwei von {count} Zahlen von z: Sie tragen {kl} dessen, was die Codes sagen (ihr Anteil an der KL), und {share} der Varianz. Eine Stelle wird zum Mittel der Codes dort dekodiert.</translation>
    </message>
    <message>
        <source>Two piles of your own, or what the data say of each image</source>
        <translation>Zwei eigene Stapel, oder was die Daten von jedem Bild sagen</translation>
    </message>
    <message>
        <source>Two samples differ by {share:.0%} of what two real images do (healthy: 80 to 100 %).</source>
        <translation>Zwei Stichproben unterscheiden sich um {share:.0%} dessen, was zwei echte Bilder unterscheidet (gesund: 80 bis 100 %).</translation>
    </message>
    <message>
        <source>Type a word of the captions.</source>
        <translation>Bitte ein Wort der Bildunterschriften eintippen.</translation>
    </message>
    <message>
        <source>Typicality</source>
        <translation>Typisch</translation>
    </message>
    <message>
        <source>Under the mouse</source>
        <translation>Unter der Maus</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Undo (Ctrl+Z)</source>
        <translation>Rückgängig (Strg+Z)</translation>
    </message>
    <message>
        <source>Undo the box</source>
        <translation>Das Rechteck zurücknehmen</translation>
    </message>
    <message>
        <source>Undo the last change of the piles ({key})</source>
        <translation>Die letzte Änderung der Stapel zurücknehmen ({key})</translation>
    </message>
    <message>
        <source>Undo the last change of the slots ({key})</source>
        <translation>Die letzte Änderung der Fächer zurücknehmen ({key})</translation>
    </message>
    <message>
        <source>Undo the stroke</source>
        <translation>Den Strich zurücknehmen</translation>
    </message>
    <message>
        <source>Unit of the budget</source>
        <translation>Einheit des Budgets</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Senkrecht</translation>
    </message>
    <message>
        <source>Upper half</source>
        <translation>Obere Hälfte</translation>
    </message>
    <message>
        <source>Use it as a picture of your own in Explore</source>
        <translation>In „Erkunden“ als eigenes Bild nehmen</translation>
    </message>
    <message>
        <source>Use the digits</source>
        <translation>Die Ziffern nehmen</translation>
    </message>
    <message>
        <source>Use the open data</source>
        <translation>Offene Daten nehmen</translation>
    </message>
    <message>
        <source>User guide</source>
        <translation>Handbuch</translation>
    </message>
    <message>
        <source>Usual way</source>
        <translation>Üblicher Weg</translation>
    </message>
    <message>
        <source>V and its maximum (nats)</source>
        <translation>V und sein Maximum (Nats)</translation>
    </message>
    <message>
        <source>V at the best D</source>
        <translation>V beim besten D</translation>
    </message>
    <message>
        <source>V is an integral: each x has a share of its own in it.</source>
        <translation>V ist ein Integral: Jedes x hat seinen eigenen Anteil daran.</translation>
    </message>
    <message>
        <source>V(D*, G)</source>
        <translation>V(D*, G)</translation>
    </message>
    <message>
        <source>V(D, G)</source>
        <translation>V(D, G)</translation>
    </message>
    <message>
        <source>VAE</source>
        <translation>VAE</translation>
    </message>
    <message>
        <source>VAE and its bound</source>
        <translation>VAE und seine Schranke</translation>
    </message>
    <message>
        <source>VAE that is told the class (generative)</source>
        <translation>VAE, der die Klasse erfährt (generativ)</translation>
    </message>
    <message>
        <source>VGG-19 of a file…</source>
        <translation>VGG-19 aus einer Datei…</translation>
    </message>
    <message>
        <source>VGG-19 of {name}</source>
        <translation>VGG-19 aus {name}</translation>
    </message>
    <message>
        <source>VGG-19 with the weights of {file}</source>
        <translation>VGG-19 mit den Gewichten aus {file}</translation>
    </message>
    <message>
        <source>Validate every</source>
        <translation>Validierung alle</translation>
    </message>
    <message>
        <source>Values as CSV…</source>
        <translation>Werte als CSV…</translation>
    </message>
    <message>
        <source>Values of attributes (glasses=yes, hair=short), or words of captions (man teacher)</source>
        <translation>Werte von Merkmalen (glasses=yes, hair=short) oder Wörter aus Bildunterschriften (man teacher)</translation>
    </message>
    <message>
        <source>Vanishing gradients</source>
        <translation>Verschwindende Gradienten</translation>
    </message>
    <message>
        <source>Vanishing steps</source>
        <translation>Schritte des Verschwindens</translation>
    </message>
    <message>
        <source>Variational auto-encoder</source>
        <translation>Variational Autoencoder</translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation>Version {version}</translation>
    </message>
    <message>
        <source>Version {version}, with all it needs</source>
        <translation>Version {version}, mit allem, was nötig ist</translation>
    </message>
    <message>
        <source>Very near to training image {index} by features, but not by pixels: a variant of it perhaps, no copy.</source>
        <translation>Dem Trainingsbild {index} sehr nah nach Merkmalen, aber nicht nach Pixeln: vielleicht eine Abwandlung, keine Kopie.</translation>
    </message>
    <message>
        <source>Very near to training image {index} by pixels, but not by features: blurred images are. No copy.</source>
        <translation>Dem Trainingsbild {index} sehr nah nach Pixeln, aber nicht nach Merkmalen: So sind unscharfe Bilder. Keine Kopie.</translation>
    </message>
    <message>
        <source>Views of the bench</source>
        <translation>Ansichten des Versuchs</translation>
    </message>
    <message>
        <source>Walk</source>
        <translation>Spaziergang</translation>
    </message>
    <message>
        <source>Walk a chain (MCMC)</source>
        <translation>Kette laufen lassen (MCMC)</translation>
    </message>
    <message>
        <source>Walk round</source>
        <translation>Im Kreis gehen</translation>
    </message>
    <message>
        <source>Walk through the chosen samples: choose two or more with Ctrl and a click</source>
        <translation>Durch die gewählten Stichproben spazieren: zwei oder mehr mit Strg und Klick wählen</translation>
    </message>
    <message>
        <source>Walking: {draw} of {draws}</source>
        <translation>Läuft: {draw} von {draws}</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>Anlauf</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Way from pin to pin</source>
        <translation>Weg von Nadel zu Nadel</translation>
    </message>
    <message>
        <source>Way of the walk</source>
        <translation>Weg des Spaziergangs</translation>
    </message>
    <message>
        <source>Way, frames, speed, and saving of the film</source>
        <translation>Weg, Anzahl der Bilder, Tempo und Speichern des Films</translation>
    </message>
    <message>
        <source>Ways to look</source>
        <translation>Ansichten</translation>
    </message>
    <message>
        <source>Weight k of generated images</source>
        <translation>Gewicht k erzeugter Bilder</translation>
    </message>
    <message>
        <source>Weights (*.safetensors);;All files (*)</source>
        <translation>Gewichte (*.safetensors);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>Willkommen</translation>
    </message>
    <message>
        <source>What D says of patches</source>
        <translation>Was D über Ausschnitte sagt</translation>
    </message>
    <message>
        <source>What I chose last</source>
        <translation>Zuletzt Gewähltes</translation>
    </message>
    <message>
        <source>What each can do</source>
        <translation>Was jeder kann</translation>
    </message>
    <message>
        <source>What even the best Gaussian leaves, and what the encoder adds to that</source>
        <translation>Was auch die beste Normalverteilung übrig lässt, und was der Encoder dazutut</translation>
    </message>
    <message>
        <source>What genstudio runs on</source>
        <translation>Worauf genstudio läuft</translation>
    </message>
    <message>
        <source>What is added</source>
        <translation>Was hinzukommt</translation>
    </message>
    <message>
        <source>What is being done</source>
        <translation>Was gerade geschieht</translation>
    </message>
    <message>
        <source>What is changed</source>
        <translation>Was verändert wird</translation>
    </message>
    <message>
        <source>What is changed; codes can be dropped on the picture, too</source>
        <translation>Was verändert wird; Codes lassen sich auch auf das Bild ziehen</translation>
    </message>
    <message>
        <source>What is drawn with</source>
        <translation>Womit gezeichnet wird</translation>
    </message>
    <message>
        <source>What is known of each image below it: class, D(x), distance to the data</source>
        <translation>Unter jedem Bild, was bekannt ist: Klasse, D(x), Abstand zu den Daten</translation>
    </message>
    <message>
        <source>What is missing, and the KL (nats)</source>
        <translation>Was fehlt, und die KL (Nats)</translation>
    </message>
    <message>
        <source>What is proved, step by step</source>
        <translation>Was bewiesen wird, Schritt für Schritt</translation>
    </message>
    <message>
        <source>What is right already</source>
        <translation>Was schon richtig ist</translation>
    </message>
    <message>
        <source>What is shipped</source>
        <translation>Was mitgeliefert wird</translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation>Was gezeigt ist</translation>
    </message>
    <message>
        <source>What is shown here</source>
        <translation>Was hier gezeigt ist</translation>
    </message>
    <message>
        <source>What is to be drawn, in the words of the data&apos;s captions</source>
        <translation>Was zu zeichnen ist, in den Wörtern der Daten</translation>
    </message>
    <message>
        <source>What is where, step by step; about five minutes</source>
        <translation>Was wo ist, Schritt für Schritt; etwa fünf Minuten</translation>
    </message>
    <message>
        <source>What it decodes to at +3 σ</source>
        <translation>Wozu es bei +3 σ dekodiert wird</translation>
    </message>
    <message>
        <source>What it decodes to at −3 σ</source>
        <translation>Wozu es bei −3 σ dekodiert wird</translation>
    </message>
    <message>
        <source>What it looks like to the model is guessed from its letters.</source>
        <translation>Das Modell errät nur aus den Buchstaben, wie es aussieht.</translation>
    </message>
    <message>
        <source>What k = 1000 leaves</source>
        <translation>Was k = 1000 übrig lässt</translation>
    </message>
    <message>
        <source>What passes at every threshold; beside the names: AUC</source>
        <translation>Was bei jeder Schwelle durchkommt; neben den Namen: AUC</translation>
    </message>
    <message>
        <source>What runs to the right</source>
        <translation>Was nach rechts läuft</translation>
    </message>
    <message>
        <source>What stands beside</source>
        <translation>Was daneben steht</translation>
    </message>
    <message>
        <source>What stands in its place: words of the data that fit there, or your own</source>
        <translation>Was an seine Stelle kommt: passende Wörter der Daten oder ein eigenes</translation>
    </message>
    <message>
        <source>What the chart shows of the test images and of what belongs to no class</source>
        <translation>Was das Diagramm von den Testbildern zeigt und von dem, was zu keiner Klasse gehört</translation>
    </message>
    <message>
        <source>What the classifiers say</source>
        <translation>Was die Klassifikatoren sagen</translation>
    </message>
    <message>
        <source>What the colours mean</source>
        <translation>Was die Farben bedeuten</translation>
    </message>
    <message>
        <source>What the colours show</source>
        <translation>Was die Farben zeigen</translation>
    </message>
    <message>
        <source>What the discriminator&apos;s judgement counts: log(1 − D) in the paper, −log D in the released code</source>
        <translation>Was vom Urteil des Diskriminators zählt: log(1 − D) in der Arbeit, −log D im veröffentlichten Code</translation>
    </message>
    <message>
        <source>What the doctor says</source>
        <translation>Was der Doktor sagt</translation>
    </message>
    <message>
        <source>What the film will be</source>
        <translation>Was für ein Film es wird</translation>
    </message>
    <message>
        <source>What the model makes of the first picture</source>
        <translation>Was das Modell aus dem ersten Bild macht</translation>
    </message>
    <message>
        <source>What the model makes of the last picture</source>
        <translation>Was das Modell aus dem letzten Bild macht</translation>
    </message>
    <message>
        <source>What the picture gets</source>
        <translation>Was das Bild bekommt</translation>
    </message>
    <message>
        <source>What the pictures of the one group have, and the others not</source>
        <translation>Was die Bilder der einen Gruppe haben und die anderen nicht</translation>
    </message>
    <message>
        <source>What the plane passes through</source>
        <translation>Wodurch die Ebene geht</translation>
    </message>
    <message>
        <source>What the plane shows</source>
        <translation>Was die Ebene zeigt</translation>
    </message>
    <message>
        <source>What they do</source>
        <translation>Was sie tun</translation>
    </message>
    <message>
        <source>What to ask about: four kinds of no class, or a test image</source>
        <translation>Wonach gefragt wird: vier Arten von keiner Klasse, oder ein Testbild</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Was zu tun ist</translation>
    </message>
    <message>
        <source>What to show</source>
        <translation>Was gezeigt wird</translation>
    </message>
    <message>
        <source>What to turn by</source>
        <translation>Wonach gedreht wird</translation>
    </message>
    <message>
        <source>What training raises: a lower bound of log p(x), by draws from q(z|x)</source>
        <translation>Was das Training anhebt: eine untere Schranke von log p(x), aus Ziehungen von q(z|x)</translation>
    </message>
    <message>
        <source>What was done to it</source>
        <translation>Was mit ihm geschehen ist</translation>
    </message>
    <message>
        <source>What was dropped holds no codes that make sense.</source>
        <translation>Was abgelegt wurde, enthält keine brauchbaren Codes.</translation>
    </message>
    <message>
        <source>What z decodes to</source>
        <translation>Wozu z dekodiert wird</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>Where both groups lie along the direction</source>
        <translation>Wo beide Gruppen entlang der Richtung liegen</translation>
    </message>
    <message>
        <source>Where data are (density)</source>
        <translation>Wo Daten sind (Dichte)</translation>
    </message>
    <message>
        <source>Where each classifier says what</source>
        <translation>Wo welcher Klassifikator was sagt</translation>
    </message>
    <message>
        <source>Where it changed</source>
        <translation>Wo es sich geändert hat</translation>
    </message>
    <message>
        <source>Where it changes is shown here</source>
        <translation>Hier erscheint, wo es sich ändert</translation>
    </message>
    <message>
        <source>Where random samples are drawn from: the density of N(0, I)</source>
        <translation>Woher zufällige Stichproben gezogen werden: die Dichte von N(0, I)</translation>
    </message>
    <message>
        <source>Where runs are</source>
        <translation>Wo die Läufe liegen</translation>
    </message>
    <message>
        <source>Where the chain was, draw by draw</source>
        <translation>Wo die Kette war, Ziehung für Ziehung</translation>
    </message>
    <message>
        <source>Where the first chain begins; also by dragging in the picture</source>
        <translation>Wo die erste Kette beginnt; auch durch Ziehen im Bild</translation>
    </message>
    <message>
        <source>Where the generator&apos;s loss wants each fake to move</source>
        <translation>Wohin der Verlust des Generators jeden erzeugten Punkt schieben will</translation>
    </message>
    <message>
        <source>Where the model has put the data: the aggregate posterior q(z), the sum of all the encoder&apos;s Gaussians. Where it is dark no training data lie</source>
        <translation>Wohin das Modell die Daten gelegt hat: der aggregierte Posterior q(z), die Summe aller Normalverteilungen des Encoders. Wo es dunkel ist, liegen keine Trainingsdaten</translation>
    </message>
    <message>
        <source>Where the mouse is on the plane</source>
        <translation>Wo die Maus auf der Ebene ist</translation>
    </message>
    <message>
        <source>Where the object is to be</source>
        <translation>Wo der Gegenstand sein soll</translation>
    </message>
    <message>
        <source>Where the picture changed</source>
        <translation>Wo sich das Bild geändert hat</translation>
    </message>
    <message>
        <source>Whether it is a copy</source>
        <translation>Ob es eine Kopie ist</translation>
    </message>
    <message>
        <source>Which classes are taken for which</source>
        <translation>Welche Klassen für welche gehalten werden</translation>
    </message>
    <message>
        <source>Which kind becomes which</source>
        <translation>Welche Art zu welcher wird</translation>
    </message>
    <message>
        <source>Which kind of model suits your data? Several are trained one after the other with the same budget, then their samples and figures stand side by side.</source>
        <translation>Welche Art von Modell passt zu Ihren Daten? Mehrere werden nacheinander mit demselben Budget trainiert, dann stehen ihre Stichproben und Kennzahlen nebeneinander.</translation>
    </message>
    <message>
        <source>Which of the held-out examples is looked at</source>
        <translation>Welches der ungesehenen Beispiele betrachtet wird</translation>
    </message>
    <message>
        <source>Which of the two KLs the area shows</source>
        <translation>Welche der beiden KL die Fläche zeigt</translation>
    </message>
    <message>
        <source>Which one stands beside</source>
        <translation>Welches daneben steht</translation>
    </message>
    <message>
        <source>Which plane through the {count} dimensions of the latent space is shown</source>
        <translation>Welche Ebene durch die {count} Dimensionen des latenten Raums gezeigt wird</translation>
    </message>
    <message>
        <source>Which term is drawn</source>
        <translation>Welcher Term gezeichnet wird</translation>
    </message>
    <message>
        <source>White</source>
        <translation>Weiß</translation>
    </message>
    <message>
        <source>Whole folder…</source>
        <translation>Ganzer Ordner…</translation>
    </message>
    <message>
        <source>Whose answers are counted</source>
        <translation>Wessen Antworten gezählt werden</translation>
    </message>
    <message>
        <source>Whose gradient the histograms show (of the first latent dimension)</source>
        <translation>Wessen Gradienten die Histogramme zeigen (der ersten latenten Dimension)</translation>
    </message>
    <message>
        <source>Widest directions (PCA)</source>
        <translation>Weiteste Richtungen (PCA)</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>Window system</source>
        <translation>Fenstersystem</translation>
    </message>
    <message>
        <source>With k draws in place of one the bound rises to log p(x), however poor q is. The bars are one standard error.</source>
        <translation>Mit k Ziehungen statt einer steigt die Schranke bis zu log p(x), wie schlecht q auch ist. Die Balken sind ein Standardfehler.</translation>
    </message>
    <message>
        <source>With the loss {loss} D is a score, not a probability, and there is no D* for it to come to: choose non-saturating, minimax or least-squares.</source>
        <translation>Mit dem Verlust {loss} ist D eine Punktzahl, keine Wahrscheinlichkeit, und es gibt kein D*, zu dem es kommen könnte: Bitte nicht sättigend, Minimax oder kleinste Quadrate wählen.</translation>
    </message>
    <message>
        <source>With this loss D gives a score; D(x) is the logistic function of it, less the middle between data and samples, and no probability.</source>
        <translation>Mit diesem Verlust gibt D eine Punktzahl; D(x) ist die logistische Funktion davon, abzüglich der Mitte zwischen Daten und Stichproben, und keine Wahrscheinlichkeit.</translation>
    </message>
    <message>
        <source>Word</source>
        <translation>Wort</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Begriffe</translation>
    </message>
    <message>
        <source>Words of the caption</source>
        <translation>Wörter der Bildunterschrift</translation>
    </message>
    <message>
        <source>Words of the captions</source>
        <translation>Wörter der Bildunterschriften</translation>
    </message>
    <message>
        <source>Words, such as smiling</source>
        <translation>Wörter, etwa smiling</translation>
    </message>
    <message>
        <source>Workspaces</source>
        <translation>Arbeitsplätze</translation>
    </message>
    <message>
        <source>Write a caption above, or click on one of the captions of the data.</source>
        <translation>Bitte oben eine Bildunterschrift schreiben oder eine der Daten anklicken.</translation>
    </message>
    <message>
        <source>Write a caption and see it drawn, several times at once; exchange a word, go from one caption to another, and say where things are to be.</source>
        <translation>Schreiben Sie eine Bildunterschrift und sehen Sie sie gezeichnet, mehrmals zugleich; tauschen Sie ein Wort aus, gehen Sie von einer Bildunterschrift zur anderen, und sagen Sie, wo etwas sein soll.</translation>
    </message>
    <message>
        <source>Write a caption first, then change a word of it.</source>
        <translation>Zuerst eine Bildunterschrift schreiben, dann ein Wort davon ändern.</translation>
    </message>
    <message>
        <source>Write two captions to see the way from one to the other.</source>
        <translation>Zwei Bildunterschriften schreiben, um den Weg von einer zur anderen zu sehen.</translation>
    </message>
    <message>
        <source>Writing ONNX needs {packages}: install them with “pip install {command}”, or genstudio with its extra “onnx”.</source>
        <translation>Um ONNX zu schreiben, braucht es {packages}: Bitte mit „pip install {command}“ installieren, oder genstudio mit dem Zusatz „onnx“.</translation>
    </message>
    <message>
        <source>Writing ONNX takes some seconds…</source>
        <translation>ONNX zu schreiben dauert einige Sekunden…</translation>
    </message>
    <message>
        <source>Writing {name} failed ({reason}); what was saved before is still there.</source>
        <translation>{name} konnte nicht geschrieben werden ({reason}); was vorher gesichert wurde, ist noch da.</translation>
    </message>
    <message>
        <source>Wrong pairs</source>
        <translation>Falsche Paare</translation>
    </message>
    <message>
        <source>Yellow</source>
        <translation>Gelb</translation>
    </message>
    <message>
        <source>You were at step {number} of this lesson.</source>
        <translation>Diese Lektion war zuletzt bei Schritt {number}.</translation>
    </message>
    <message>
        <source>Your own settings were replaced by those of the starting point.</source>
        <translation>Die eigenen Einstellungen wurden durch die des Ausgangspunkts ersetzt.</translation>
    </message>
    <message>
        <source>Your picture</source>
        <translation>Eigenes Bild</translation>
    </message>
    <message>
        <source>Your picture as the model sees it</source>
        <translation>Das eigene Bild, wie das Modell es sieht</translation>
    </message>
    <message>
        <source>Zoom in on the plane to see it large.</source>
        <translation>Ein Posterior ist klein: die Ebene vergrößern.</translation>
    </message>
    <message>
        <source>Zoom the plane</source>
        <translation>Die Ebene vergrößern und verkleinern</translation>
    </message>
    <message>
        <source>a GPU adds in no fixed order</source>
        <translation>eine GPU addiert in keiner festen Reihenfolge</translation>
    </message>
    <message>
        <source>a border added</source>
        <translation>Rand angefügt</translation>
    </message>
    <message>
        <source>a concept</source>
        <translation>ein Begriff</translation>
    </message>
    <message>
        <source>a folder of images or an archive of it (.zip, .tar, .tar.gz), an IDX file (.gz or not), a .npy, .npz or .csv file, or a name such as digits or mnist (genstudio data --list)</source>
        <translation>einen Ordner mit Bildern oder ein Archiv davon (.zip, .tar, .tar.gz), eine IDX-Datei (.gz oder nicht), eine Datei .npy, .npz oder .csv, oder einen Namen wie digits oder mnist (genstudio data --list)</translation>
    </message>
    <message>
        <source>a folder, a file or a name, where the data are your own; small images</source>
        <translation>ein Ordner, eine Datei oder ein Name bei eigenen Daten; kleine Bilder</translation>
    </message>
    <message>
        <source>a lesson may not hide all workspaces.</source>
        <translation>eine Lektion darf nicht alle Arbeitsplätze verbergen.</translation>
    </message>
    <message>
        <source>a line break or another control character</source>
        <translation>einen Zeilenumbruch oder ein anderes Steuerzeichen</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>eine Zahl</translation>
    </message>
    <message>
        <source>a percent sign</source>
        <translation>ein Prozentzeichen</translation>
    </message>
    <message>
        <source>a test ELBO of -103.2 nats per image</source>
        <translation>eine Test-ELBO von -103,2 Nats je Bild</translation>
    </message>
    <message>
        <source>a test ELBO of -143.7 nats per image</source>
        <translation>eine Test-ELBO von -143,7 Nats je Bild</translation>
    </message>
    <message>
        <source>a test ELBO of -23.6 nats per image</source>
        <translation>eine Test-ELBO von -23,6 Nats je Bild</translation>
    </message>
    <message>
        <source>a test image</source>
        <translation>ein Testbild</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>ein Text</translation>
    </message>
    <message>
        <source>a training image</source>
        <translation>ein Trainingsbild</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>eine ganze Zahl</translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s)</source>
        <translation>
            <numerusform>etwa %n Minute</numerusform>
            <numerusform>etwa %n Minuten</numerusform>
        </translation>
    </message>
    <message>
        <source>about {hours} h {minutes} min</source>
        <translation>etwa {hours}&#xa0;h {minutes}&#xa0;min</translation>
    </message>
    <message>
        <source>about {minutes} min</source>
        <translation>etwa {minutes}&#xa0;min</translation>
    </message>
    <message>
        <source>about {seconds} s</source>
        <translation>etwa {seconds}&#xa0;s</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>angenommen</translation>
    </message>
    <message>
        <source>accuracy fake</source>
        <translation>Genauigkeit erzeugt</translation>
    </message>
    <message>
        <source>accuracy real</source>
        <translation>Genauigkeit echt</translation>
    </message>
    <message>
        <source>adaptive</source>
        <translation>angepasst</translation>
    </message>
    <message>
        <source>after</source>
        <translation>nachher</translation>
    </message>
    <message>
        <source>again</source>
        <translation>wiedergegeben</translation>
    </message>
    <message>
        <source>again: error {error}</source>
        <translation>wiedergegeben: Fehler {error}</translation>
    </message>
    <message>
        <source>alike</source>
        <translation>ähnlich</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>all are shown</source>
        <translation>alle werden gezeigt</translation>
    </message>
    <message>
        <source>all attributes</source>
        <translation>alle Merkmale</translation>
    </message>
    <message>
        <source>all, held out</source>
        <translation>alle, zurückgehalten</translation>
    </message>
    <message>
        <source>an NVIDIA GPU</source>
        <translation>eine NVIDIA-GPU</translation>
    </message>
    <message>
        <source>an equals sign</source>
        <translation>ein Gleichheitszeichen</translation>
    </message>
    <message>
        <source>an image that was drawn by a model</source>
        <translation>ein Bild, das ein Modell gezeichnet hat</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weitere</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>and back again</source>
        <translation>und wieder zurück</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>und {count} weitere</translation>
    </message>
    <message>
        <source>announces {size:,} bytes of values {shape}, more than it can hold</source>
        <translation>kündigt {size:,} Bytes an Werten {shape} an, mehr als hineinpassen</translation>
    </message>
    <message>
        <source>another latent space: its own noise of the same seed</source>
        <translation>anderer latenter Raum: eigenes Rauschen aus demselben Startwert</translation>
    </message>
    <message>
        <source>any</source>
        <translation>beliebig</translation>
    </message>
    <message>
        <source>anywhere</source>
        <translation>überall</translation>
    </message>
    <message>
        <source>as “{kind}”</source>
        <translation>als „{kind}“</translation>
    </message>
    <message>
        <source>at least {low}</source>
        <translation>mindestens {low}</translation>
    </message>
    <message>
        <source>at most {high}</source>
        <translation>höchstens {high}</translation>
    </message>
    <message>
        <source>at {x:.2f} across, {y:.2f} up</source>
        <translation>bei {x:.2f} waagerecht, {y:.2f} senkrecht</translation>
    </message>
    <message>
        <source>at {x:.2f} across, {y:.2f} up, class {name}</source>
        <translation>bei {x:.2f} waagerecht, {y:.2f} senkrecht, Klasse {name}</translation>
    </message>
    <message>
        <source>attribute</source>
        <translation>Merkmal</translation>
    </message>
    <message>
        <source>augment p</source>
        <translation>p der Augmentierung</translation>
    </message>
    <message>
        <source>auto</source>
        <translation>auto</translation>
    </message>
    <message>
        <source>auto is grey where no picture has any colour; grey and rgb force it</source>
        <translation>auto ist grau, wo kein Bild Farbe hat; „grau“ und „RGB“ erzwingen es</translation>
    </message>
    <message>
        <source>balance</source>
        <translation>Gleichgewicht</translation>
    </message>
    <message>
        <source>batch normalisation in the generator (conv)</source>
        <translation>Batch-Normalisierung im Generator (Faltung)</translation>
    </message>
    <message>
        <source>beard</source>
        <translation>Bart</translation>
    </message>
    <message>
        <source>before</source>
        <translation>vorher</translation>
    </message>
    <message>
        <source>before {before}, after {after}</source>
        <translation>vorher {before}, nachher {after}</translation>
    </message>
    <message>
        <source>begins again at the end</source>
        <translation>beginnt am Ende von vorn</translation>
    </message>
    <message>
        <source>being prepared</source>
        <translation>wird vorbereitet</translation>
    </message>
    <message>
        <source>bernoulli</source>
        <translation>Bernoulli</translation>
    </message>
    <message>
        <source>best</source>
        <translation>bester</translation>
    </message>
    <message>
        <source>best Gaussian for this image, 2 sigma</source>
        <translation>beste Normalverteilung für dieses Bild, 2 Sigma</translation>
    </message>
    <message>
        <source>best: root mean square error</source>
        <translation>bestes: Wurzel des mittleren quadratischen Fehlers</translation>
    </message>
    <message>
        <source>bf16</source>
        <translation>bf16</translation>
    </message>
    <message>
        <source>bits per dimension</source>
        <translation>Bits je Dimension</translation>
    </message>
    <message>
        <source>both</source>
        <translation>beide</translation>
    </message>
    <message>
        <source>branched off</source>
        <translation>verzweigt</translation>
    </message>
    <message>
        <source>branched off: {changes}</source>
        <translation>verzweigt: {changes}</translation>
    </message>
    <message>
        <source>by pixels</source>
        <translation>nach Pixeln</translation>
    </message>
    <message>
        <source>by the sphere</source>
        <translation>die Kugel entlang</translation>
    </message>
    <message>
        <source>cannot be opened</source>
        <translation>lässt sich nicht öffnen</translation>
    </message>
    <message>
        <source>cannot be opened: {reason}.</source>
        <translation>lässt sich nicht öffnen: {reason}.</translation>
    </message>
    <message>
        <source>cannot be read ({what}).</source>
        <translation>ist nicht lesbar ({what}).</translation>
    </message>
    <message>
        <source>cannot be read: there is no permission</source>
        <translation>ist nicht lesbar: Es fehlt die Erlaubnis</translation>
    </message>
    <message>
        <source>cannot be read: {reason}.</source>
        <translation>ist nicht lesbar: {reason}.</translation>
    </message>
    <message>
        <source>caption: {caption}</source>
        <translation>Bildunterschrift: {caption}</translation>
    </message>
    <message>
        <source>chain</source>
        <translation>Kette</translation>
    </message>
    <message numerus="yes">
        <source>chain: %n draw(s)</source>
        <translation>
            <numerusform>Kette: %n Ziehung</numerusform>
            <numerusform>Kette: %n Ziehungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>chain: mean {mean} ± {error}, covariance {covariance} ± {errors}; R-hat {r_hat}; %n draw(s), worth {effective}. Chain and grid are of step {step}.</source>
        <translation>
            <numerusform>Kette: Mittel {mean} ± {error}, Kovarianz {covariance} ± {errors}; R-hat {r_hat}; %n Ziehung, so viel wert wie {effective}. Kette und Gitter sind von Schritt {step}.</numerusform>
            <numerusform>Kette: Mittel {mean} ± {error}, Kovarianz {covariance} ± {errors}; R-hat {r_hat}; %n Ziehungen, so viel wert wie {effective}. Kette und Gitter sind von Schritt {step}.</numerusform>
        </translation>
    </message>
    <message>
        <source>chance {share}</source>
        <translation>Zufall {share}</translation>
    </message>
    <message>
        <source>chance {share} (dashed)</source>
        <translation>Zufall {share} (gestrichelt)</translation>
    </message>
    <message>
        <source>change A</source>
        <translation>Änderung A</translation>
    </message>
    <message>
        <source>change B</source>
        <translation>Änderung B</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>changes of what the discriminator sees, against overfitting of fewer than some thousand images: shifts; shifts, colours and holes; or these as often as r_t asks for</source>
        <translation>Änderungen an dem, was der Diskriminator sieht, gegen Überanpassung an weniger als einige tausend Bilder: Verschiebungen; Verschiebungen, Farben und Löcher; oder diese so oft, wie r_t es verlangt</translation>
    </message>
    <message>
        <source>channels n of the finest layer; the auto-encoder has 2n, 3n ... below</source>
        <translation>Kanäle n der feinsten Schicht; der Autoencoder hat darunter 2n, 3n ...</translation>
    </message>
    <message>
        <source>channels of the discriminators&apos; finest layer; the paper has 64</source>
        <translation>Kanäle der feinsten Schicht der Diskriminatoren; die Arbeit hat 64</translation>
    </message>
    <message>
        <source>channels of the finest layer (conv and residual), more below</source>
        <translation>Kanäle der feinsten Schicht (Faltung und residual), darunter mehr</translation>
    </message>
    <message>
        <source>channels of the finest layer, more below</source>
        <translation>Kanäle der feinsten Schicht, darunter mehr</translation>
    </message>
    <message>
        <source>channels of the generators&apos; finest layer; the paper has 64</source>
        <translation>Kanäle der feinsten Schicht der Generatoren; die Arbeit hat 64</translation>
    </message>
    <message>
        <source>characters that are no text</source>
        <translation>Zeichen, die kein Text sind,</translation>
    </message>
    <message>
        <source>checkerboard</source>
        <translation>Schachbrett</translation>
    </message>
    <message>
        <source>circle</source>
        <translation>Kreis</translation>
    </message>
    <message>
        <source>class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>class {name}</source>
        <translation>Klasse {name}</translation>
    </message>
    <message>
        <source>class {number}</source>
        <translation>Klasse {number}</translation>
    </message>
    <message>
        <source>codes</source>
        <translation>Codes</translation>
    </message>
    <message>
        <source>colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>colours (or shades of grey)</source>
        <translation>Farben (oder Graustufen)</translation>
    </message>
    <message>
        <source>colours left out</source>
        <translation>ohne Farben</translation>
    </message>
    <message>
        <source>combinations</source>
        <translation>Kombinationen</translation>
    </message>
    <message>
        <source>combinations of shape, colour and size that are in the test split only, to see whether a model puts together what it has never seen together</source>
        <translation>Kombinationen von Form, Farbe und Größe, die nur unter den Testbildern sind, um zu sehen, ob ein Modell zusammensetzt, was es nie zusammen gesehen hat</translation>
    </message>
    <message>
        <source>compiled</source>
        <translation>kompiliert</translation>
    </message>
    <message>
        <source>compiled steps round otherwise, from a moment on that differs</source>
        <translation>kompilierte Schritte runden anders, ab einem Zeitpunkt, der jedes Mal ein anderer ist</translation>
    </message>
    <message>
        <source>completed</source>
        <translation>abgeschlossen</translation>
    </message>
    <message>
        <source>constant</source>
        <translation>konstant</translation>
    </message>
    <message>
        <source>context loss</source>
        <translation>Kontextverlust</translation>
    </message>
    <message>
        <source>continuous-bernoulli</source>
        <translation>stetige Bernoulli</translation>
    </message>
    <message>
        <source>conv</source>
        <translation>Faltung</translation>
    </message>
    <message>
        <source>convolutions at each size, in each network (the paper has 2)</source>
        <translation>Faltungen bei jeder Größe, in jedem Netz (die Arbeit hat 2)</translation>
    </message>
    <message>
        <source>cosine</source>
        <translation>Kosinus</translation>
    </message>
    <message>
        <source>cpu</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>crop</source>
        <translation>zuschneiden</translation>
    </message>
    <message>
        <source>cuda</source>
        <translation>CUDA</translation>
    </message>
    <message>
        <source>cycle A</source>
        <translation>Zyklus A</translation>
    </message>
    <message>
        <source>cycle B</source>
        <translation>Zyklus B</translation>
    </message>
    <message>
        <source>dSprites</source>
        <translation>dSprites</translation>
    </message>
    <message>
        <source>dark</source>
        <translation>dunkel</translation>
    </message>
    <message>
        <source>dark and bright exchanged</source>
        <translation>hell und dunkel vertauscht</translation>
    </message>
    <message>
        <source>data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>decode</source>
        <translation>dekodieren</translation>
    </message>
    <message>
        <source>decoder</source>
        <translation>Decoder</translation>
    </message>
    <message>
        <source>density</source>
        <translation>Dichte</translation>
    </message>
    <message>
        <source>density and integrand</source>
        <translation>Dichte und Integrand</translation>
    </message>
    <message>
        <source>density log q(z), nats</source>
        <translation>Dichte log q(z), Nats</translation>
    </message>
    <message>
        <source>device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>digits</source>
        <translation>Ziffern</translation>
    </message>
    <message>
        <source>dimensions of the latent space (of z)</source>
        <translation>Dimensionen des latenten Raums (von z)</translation>
    </message>
    <message>
        <source>dimensions of the latent space (of z), and of the auto-encoder&apos;s code</source>
        <translation>Dimensionen des latenten Raums (von z) und des Codes des Autoencoders</translation>
    </message>
    <message>
        <source>dimensions of the latent space (of z); auto is 1 for points and 2 for images</source>
        <translation>Dimensionen des latenten Raums (von z); auto ist 1 für Punkte und 2 für Bilder</translation>
    </message>
    <message>
        <source>dimensions of z of the VAE</source>
        <translation>Dimensionen von z des VAE</translation>
    </message>
    <message>
        <source>dimensions, sorted</source>
        <translation>sortiert</translation>
    </message>
    <message>
        <source>discriminate</source>
        <translation>unterscheiden</translation>
    </message>
    <message>
        <source>disjoint</source>
        <translation>getrennt</translation>
    </message>
    <message>
        <source>disk</source>
        <translation>Festplatte</translation>
    </message>
    <message>
        <source>distance to the data by features</source>
        <translation>Abstand zu den Daten nach Merkmalen</translation>
    </message>
    <message>
        <source>diverged</source>
        <translation>divergiert</translation>
    </message>
    <message>
        <source>diversity</source>
        <translation>Vielfalt</translation>
    </message>
    <message>
        <source>diversity ratio gamma = L(G(z)) / L(x) that is kept: low is sharper and less diverse; small networks and short runs need 0.7 to 1</source>
        <translation>Verhältnis der Vielfalt Gamma = L(G(z)) / L(x), das gehalten wird: niedrig ist schärfer und weniger vielfältig; kleine Netze und kurze Läufe brauchen 0.7 bis 1</translation>
    </message>
    <message>
        <source>does not fit into memory</source>
        <translation>passt nicht in den Speicher</translation>
    </message>
    <message>
        <source>does not have all letters.</source>
        <translation>hat nicht alle Buchstaben.</translation>
    </message>
    <message>
        <source>does not hold the letters of EMNIST</source>
        <translation>enthält nicht die Buchstaben von EMNIST</translation>
    </message>
    <message>
        <source>does not hold the six parts of CIFAR-10&apos;s binary version</source>
        <translation>enthält nicht die sechs Teile der binären Fassung von CIFAR-10</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>draw</source>
        <translation>Ziehung</translation>
    </message>
    <message>
        <source>drawing</source>
        <translation>Zeichnung</translation>
    </message>
    <message>
        <source>drawn</source>
        <translation>gezeichnet</translation>
    </message>
    <message>
        <source>drawn from p(x|z)</source>
        <translation>gezogen aus p(x|z)</translation>
    </message>
    <message>
        <source>draws of z for each image (k); each costs a decoding</source>
        <translation>Ziehungen von z je Bild (k); jede kostet eine Dekodierung</translation>
    </message>
    <message>
        <source>drop a folder here</source>
        <translation>Ordner hierher ziehen</translation>
    </message>
    <message>
        <source>dropped picture</source>
        <translation>abgelegtes Bild</translation>
    </message>
    <message>
        <source>each text in several languages needs one in English (en)</source>
        <translation>jeder Text in mehreren Sprachen braucht einen auf Englisch (en)</translation>
    </message>
    <message>
        <source>eager</source>
        <translation>einzeln</translation>
    </message>
    <message>
        <source>elbo</source>
        <translation>ELBO</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>encode</source>
        <translation>kodieren</translation>
    </message>
    <message>
        <source>encoder</source>
        <translation>Encoder</translation>
    </message>
    <message>
        <source>encoder&apos;s q(z|x), 2 sigma</source>
        <translation>q(z|x) des Encoders, 2 Sigma</translation>
    </message>
    <message>
        <source>ends with the live model</source>
        <translation>endet beim Live-Modell</translation>
    </message>
    <message>
        <source>energy</source>
        <translation>Energie</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>exact</source>
        <translation>exakt</translation>
    </message>
    <message>
        <source>exact p(z|x): 50, 90 and 99 % of its mass</source>
        <translation>genaues p(z|x): 50, 90 und 99 % der Masse</translation>
    </message>
    <message numerus="yes">
        <source>exact: {exact}; from %n draw(s) at step {step}</source>
        <translation>
            <numerusform>exakt: {exact}; aus %n Ziehung bei Schritt {step}</numerusform>
            <numerusform>exakt: {exact}; aus %n Ziehungen bei Schritt {step}</numerusform>
        </translation>
    </message>
    <message>
        <source>examples a step</source>
        <translation>Beispiele je Schritt</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>fake G(z)</source>
        <translation>erzeugte G(z)</translation>
    </message>
    <message>
        <source>file</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>first</source>
        <translation>erste</translation>
    </message>
    <message>
        <source>folder or archive of the first kind (pair)</source>
        <translation>Ordner oder Archiv der ersten Art (pair)</translation>
    </message>
    <message>
        <source>folder or archive of the second kind (pair)</source>
        <translation>Ordner oder Archiv der zweiten Art (pair)</translation>
    </message>
    <message>
        <source>former translations from which the discriminators are shown some; 0 is none</source>
        <translation>frühere Übertragungen, von denen die Diskriminatoren einige gezeigt bekommen; 0 ist keine</translation>
    </message>
    <message>
        <source>found</source>
        <translation>gefunden</translation>
    </message>
    <message>
        <source>fp32</source>
        <translation>fp32</translation>
    </message>
    <message>
        <source>frechet</source>
        <translation>Fréchet</translation>
    </message>
    <message>
        <source>from 0 to {top}</source>
        <translation>von 0 bis {top}</translation>
    </message>
    <message>
        <source>from step {step:,}</source>
        <translation>ab Schritt {step:,}</translation>
    </message>
    <message>
        <source>from where the run stands</source>
        <translation>von dort, wo der Lauf steht</translation>
    </message>
    <message>
        <source>from {file}</source>
        <translation>aus {file}</translation>
    </message>
    <message>
        <source>from {first} to {second}</source>
        <translation>von {first} zu {second}</translation>
    </message>
    <message>
        <source>from {left} to {right} % across, from {top} to {bottom} % down</source>
        <translation>von {left} bis {right} % der Breite, von {top} bis {bottom} % der Höhe</translation>
    </message>
    <message>
        <source>from {low} to {high}</source>
        <translation>von {low} bis {high}</translation>
    </message>
    <message>
        <source>from {step}: {told}</source>
        <translation>ab {step}: {told}</translation>
    </message>
    <message>
        <source>gamma of the RBF kernel, the larger the narrower; 0 takes 1 / (D var(x))</source>
        <translation>Gamma des RBF-Kernels, je größer, desto schmaler; 0 nimmt 1 / (D var(x))</translation>
    </message>
    <message>
        <source>gap</source>
        <translation>Lücke</translation>
    </message>
    <message>
        <source>gaussian</source>
        <translation>Gauß</translation>
    </message>
    <message>
        <source>generate</source>
        <translation>Erzeugung</translation>
    </message>
    <message>
        <source>generated</source>
        <translation>erzeugte</translation>
    </message>
    <message>
        <source>genstudio came with a system package, which has put it into everybody&apos;s applications menu already. To take it out, remove the package.</source>
        <translation>genstudio kam mit einem Systempaket, das es schon in alle Anwendungsmenüs eingetragen hat. Zum Austragen das Paket entfernen.</translation>
    </message>
    <message>
        <source>genstudio closed unexpectedly last time. Nothing that was saved is lost.</source>
        <translation>genstudio wurde beim letzten Mal unerwartet beendet. Nichts Gesichertes ist verloren.</translation>
    </message>
    <message>
        <source>genstudio closed unexpectedly while this run was training; it is saved up to step {step}.</source>
        <translation>genstudio wurde unerwartet beendet, während dieser Lauf trainierte; er ist bis Schritt {step} gesichert.</translation>
    </message>
    <message>
        <source>genstudio is in a folder whose name has {what}, which no applications menu can start: {path}. Install it in another folder and try again.</source>
        <translation>genstudio liegt in einem Ordner, dessen Name {what} enthält, und von dort kann kein Anwendungsmenü starten: {path}. Bitte in einem anderen Ordner installieren und noch einmal versuchen.</translation>
    </message>
    <message>
        <source>genstudio is in the applications menu now, and opens run files and lessons.</source>
        <translation>genstudio ist jetzt im Anwendungsmenü und öffnet Laufdateien und Lektionen.</translation>
    </message>
    <message>
        <source>genstudio is no longer in the applications menu.</source>
        <translation>genstudio ist nicht mehr im Anwendungsmenü.</translation>
    </message>
    <message>
        <source>genstudio is open already but does not answer, so this is a second window.</source>
        <translation>genstudio ist schon offen, antwortet aber nicht; deshalb ist dies ein zweites Fenster.</translation>
    </message>
    <message>
        <source>glasses</source>
        <translation>Brille</translation>
    </message>
    <message>
        <source>goes on where it was</source>
        <translation>geht dort weiter, wo es war</translation>
    </message>
    <message>
        <source>gradient</source>
        <translation>Gradient</translation>
    </message>
    <message>
        <source>gradient penalty</source>
        <translation>Gradientenstrafe</translation>
    </message>
    <message>
        <source>gradient to {name}</source>
        <translation>Gradient nach {name}</translation>
    </message>
    <message>
        <source>gradients</source>
        <translation>Gradienten</translation>
    </message>
    <message>
        <source>graph</source>
        <translation>Graph</translation>
    </message>
    <message>
        <source>grey</source>
        <translation>grau</translation>
    </message>
    <message>
        <source>grey is white on black</source>
        <translation>grau ist weiß auf schwarz</translation>
    </message>
    <message>
        <source>grey shapes differ in contrast, not in colour</source>
        <translation>graue Formen unterscheiden sich im Kontrast, nicht in der Farbe</translation>
    </message>
    <message>
        <source>grid</source>
        <translation>Gitter</translation>
    </message>
    <message>
        <source>grid: mean {mean}, covariance {covariance}</source>
        <translation>Gitter: Mittel {mean}, Kovarianz {covariance}</translation>
    </message>
    <message>
        <source>hair</source>
        <translation>Haare</translation>
    </message>
    <message>
        <source>half</source>
        <translation>Hälfte</translation>
    </message>
    <message>
        <source>half of the change in {share} of the pixels</source>
        <translation>die Hälfte der Änderung in {share} der Pixel</translation>
    </message>
    <message>
        <source>half-life of the generator&apos;s moving average</source>
        <translation>Halbwertszeit des gleitenden Mittels des Generators</translation>
    </message>
    <message>
        <source>halvings in a discriminator, which judges patches of 16 (1), 34 (2), 70 (3) or 142 pixels (4)</source>
        <translation>Halbierungen in einem Diskriminator, der Ausschnitte von 16 (1), 34 (2), 70 (3) oder 142 Pixeln (4) beurteilt</translation>
    </message>
    <message>
        <source>has a header that is longer than any archive needs</source>
        <translation>hat einen Dateikopf, der länger ist, als ein Archiv ihn braucht</translation>
    </message>
    <message>
        <source>has a header that is longer than any array needs</source>
        <translation>hat einen Dateikopf, der länger ist, als ein Feld ihn braucht</translation>
    </message>
    <message>
        <source>has a header, but no rows of pixels</source>
        <translation>hat eine Namenszeile, aber keine Zeilen mit Pixeln</translation>
    </message>
    <message>
        <source>has a line {number} that is too long for a row of pixels</source>
        <translation>hat eine Zeile {number}, die zu lang für eine Reihe von Pixeln ist</translation>
    </message>
    <message>
        <source>has a list of contents that is longer than any archive needs</source>
        <translation>hat ein Inhaltsverzeichnis, das länger ist, als ein Archiv es braucht</translation>
    </message>
    <message>
        <source>has a name that is not possible here.</source>
        <translation>hat einen Namen, der hier nicht möglich ist.</translation>
    </message>
    <message>
        <source>has a name that leads out of the archive.</source>
        <translation>hat einen Namen, der aus dem Archiv hinausführt.</translation>
    </message>
    <message>
        <source>has a path too long for this system</source>
        <translation>hat einen zu langen Pfad für dieses System</translation>
    </message>
    <message>
        <source>has a pixel in line {number} that is no finite number</source>
        <translation>hat in Zeile {number} einen Pixel, der keine endliche Zahl ist</translation>
    </message>
    <message>
        <source>has fewer than {least} pixels a side: enlarge it</source>
        <translation>hat weniger als {least} Pixel je Seite: Bitte vergrößern</translation>
    </message>
    <message>
        <source>has it</source>
        <translation>hat es</translation>
    </message>
    <message>
        <source>has it not</source>
        <translation>hat es nicht</translation>
    </message>
    <message>
        <source>has labels for only one of train and test; they were left out.</source>
        <translation>hat nur für Training oder Test Klassen; sie wurden ausgelassen.</translation>
    </message>
    <message>
        <source>has labels of the shape {shape} for {count} images</source>
        <translation>hat Klassen der Form {shape} für {count} Bilder</translation>
    </message>
    <message>
        <source>has labels of the type {dtype}, not whole numbers or texts</source>
        <translation>hat Klassen vom Typ {dtype}, nicht ganze Zahlen oder Texte</translation>
    </message>
    <message>
        <source>has labels that are not whole numbers</source>
        <translation>hat Klassen, die keine ganzen Zahlen sind</translation>
    </message>
    <message>
        <source>has lines that are no rows of numbers</source>
        <translation>hat Zeilen, die keine Reihen von Zahlen sind</translation>
    </message>
    <message>
        <source>has more than 100 million pixels</source>
        <translation>hat mehr als 100&#xa0;Millionen Pixel</translation>
    </message>
    <message>
        <source>has no array called images (it has: {held})</source>
        <translation>hat kein Feld namens images (es hat: {held})</translation>
    </message>
    <message>
        <source>has symbols in place of letters.</source>
        <translation>hat Symbole anstelle von Buchstaben.</translation>
    </message>
    <message>
        <source>has the name of another file or folder of the archive.</source>
        <translation>heißt wie eine andere Datei oder ein anderer Ordner des Archivs.</translation>
    </message>
    <message>
        <source>has the shape {shape}; images are [N, H, W], [N, H, W, C] or [N, C, H, W] with 1, 3 or 4 channels and at least one image</source>
        <translation>hat die Form {shape}; Bilder sind [N, H, W], [N, H, W, C] oder [N, C, H, W] mit 1, 3 oder 4 Kanälen und mindestens einem Bild</translation>
    </message>
    <message>
        <source>has train and test images of different shapes</source>
        <translation>hat Trainings- und Testbilder verschiedener Form</translation>
    </message>
    <message>
        <source>has {cell} in line {number} where a number must be</source>
        <translation>hat in Zeile {number} {cell}, wo eine Zahl stehen muss</translation>
    </message>
    <message>
        <source>has {count} columns, which are no rows of {width} pixels, with or without a label: set another width</source>
        <translation>hat {count} Spalten, die keine Reihen von {width} Pixeln ergeben, mit Klasse oder ohne: Bitte eine andere Bildbreite setzen</translation>
    </message>
    <message>
        <source>has {count} columns, which are no square image, with or without a label: set the width of the images</source>
        <translation>hat {count} Spalten, die kein quadratisches Bild ergeben, mit Klasse oder ohne: Bitte die Bildbreite setzen</translation>
    </message>
    <message>
        <source>has {found} columns in line {number} where the first line has {count}</source>
        <translation>hat in Zeile {number} {found} Spalten, die erste Zeile aber {count}</translation>
    </message>
    <message>
        <source>hat</source>
        <translation>Mütze</translation>
    </message>
    <message>
        <source>heights of the drawn density at even places from -8 to 8, with spaces between them</source>
        <translation>Höhen der gezeichneten Dichte an gleichmäßigen Stellen von -8 bis 8, mit Leerzeichen dazwischen</translation>
    </message>
    <message>
        <source>hidden layers of each network</source>
        <translation>versteckte Schichten jedes Netzes</translation>
    </message>
    <message>
        <source>hidden layers of each network (mlp)</source>
        <translation>versteckte Schichten jedes Netzes (MLP)</translation>
    </message>
    <message>
        <source>hidden: {names}</source>
        <translation>ausgeblendet: {names}</translation>
    </message>
    <message>
        <source>hinge</source>
        <translation>Hinge</translation>
    </message>
    <message>
        <source>holds NaN or infinite values</source>
        <translation>enthält NaN oder unendliche Werte</translation>
    </message>
    <message>
        <source>holds Python objects, which are never loaded as they could run a program</source>
        <translation>enthält Python-Objekte; sie werden nie geladen, denn sie könnten ein Programm ausführen</translation>
    </message>
    <message>
        <source>holds images of the shape {shape}, not dSprites&apos;</source>
        <translation>enthält Bilder der Form {shape}, nicht die von dSprites</translation>
    </message>
    <message>
        <source>holds more than the {limit:,} bytes of pixels that are read</source>
        <translation>enthält mehr als die {limit:,} Bytes an Pixeln, die gelesen werden</translation>
    </message>
    <message>
        <source>holds more than {limit:,} files: unpack it and open its folder, or split it</source>
        <translation>enthält mehr als {limit:,} Dateien: Bitte auspacken und den Ordner öffnen, oder aufteilen</translation>
    </message>
    <message>
        <source>holds no images ({kinds})</source>
        <translation>enthält keine Bilder ({kinds})</translation>
    </message>
    <message>
        <source>holds no images that can be used ({kinds}); {file} {reason}</source>
        <translation>enthält keine brauchbaren Bilder ({kinds}); {file} {reason}</translation>
    </message>
    <message>
        <source>holds several sets of images ({found}): unpack it and open one of them</source>
        <translation>enthält mehrere Bildersammlungen ({found}): Bitte auspacken und eine davon öffnen</translation>
    </message>
    <message>
        <source>holds values from {low:g} to {high:g}; pixels are bytes, or floats in [0, 1], [-1, 1] or [0, 255]</source>
        <translation>enthält Werte von {low:g} bis {high:g}; Pixel sind Bytes oder Gleitkommazahlen in [0, 1], [-1, 1] oder [0, 255]</translation>
    </message>
    <message>
        <source>holds values of the IDX type 0x{magic:02x}; only unsigned bytes are read</source>
        <translation>enthält Werte vom IDX-Typ 0x{magic:02x}; nur Bytes ohne Vorzeichen werden gelesen</translation>
    </message>
    <message>
        <source>holds {dtype}, not numbers that can be pixels</source>
        <translation>enthält {dtype}, keine Zahlen, die Pixel sein können</translation>
    </message>
    <message>
        <source>holds {dtype}, values of no size</source>
        <translation>enthält {dtype}, Werte ohne Größe</translation>
    </message>
    <message>
        <source>hole of {share}, pen at {x}, {y}</source>
        <translation>Loch von {share}, Stift bei {x}, {y}</translation>
    </message>
    <message>
        <source>hole {share}</source>
        <translation>Loch {share}</translation>
    </message>
    <message>
        <source>host</source>
        <translation>Rechner</translation>
    </message>
    <message>
        <source>how a picture becomes a square: cut its ends off, add a border, or distort it</source>
        <translation>wie ein Bild quadratisch wird: die Enden abschneiden, einen Rand anfügen oder verzerren</translation>
    </message>
    <message>
        <source>how a step runs: operation by operation, compiled, or as one recorded graph (CUDA)</source>
        <translation>wie ein Schritt abläuft: Operation für Operation, kompiliert oder als ein aufgezeichneter Graph (CUDA)</translation>
    </message>
    <message>
        <source>how far a step goes; too high diverges</source>
        <translation>wie weit ein Schritt geht; zu hoch divergiert</translation>
    </message>
    <message>
        <source>how far a step of the VAE goes</source>
        <translation>wie weit ein Schritt des VAE geht</translation>
    </message>
    <message>
        <source>how fast k follows the balance: about 200 over the number of steps (the paper&apos;s 0.001 is for 100,000 of them and more)</source>
        <translation>wie schnell k dem Gleichgewicht folgt: etwa 200 geteilt durch die Zahl der Schritte (die 0.001 der Arbeit sind für hunderttausend und mehr)</translation>
    </message>
    <message>
        <source>how many are drawn</source>
        <translation>wie viele gezeichnet werden</translation>
    </message>
    <message>
        <source>how often each point of the learning curves is measured</source>
        <translation>wie oft jeder Punkt der Lernkurven gemessen wird</translation>
    </message>
    <message>
        <source>identity A</source>
        <translation>Identität A</translation>
    </message>
    <message>
        <source>identity B</source>
        <translation>Identität B</translation>
    </message>
    <message>
        <source>image {index:,}</source>
        <translation>Bild {index:,}</translation>
    </message>
    <message>
        <source>image {number}</source>
        <translation>Bild {number}</translation>
    </message>
    <message>
        <source>image {number} ({caption})</source>
        <translation>Bild {number} ({caption})</translation>
    </message>
    <message>
        <source>image {number} ({label})</source>
        <translation>Bild {number} ({label})</translation>
    </message>
    <message>
        <source>images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>images a step</source>
        <translation>Bilder je Schritt</translation>
    </message>
    <message>
        <source>images in which the probability of a change could rise from 0 to 1 (adaptive)</source>
        <translation>Bilder, in denen die Wahrscheinlichkeit einer Änderung von 0 auf 1 steigen könnte (angepasst)</translation>
    </message>
    <message>
        <source>images to draw</source>
        <translation>Bilder, die gezeichnet werden</translation>
    </message>
    <message>
        <source>images with labels: digits, or the file or folder of a data set</source>
        <translation>Bilder mit Klassenangabe: digits, oder Datei oder Ordner einer Sammlung</translation>
    </message>
    <message>
        <source>in colour, or in grey</source>
        <translation>in Farbe oder in Grau</translation>
    </message>
    <message>
        <source>in pixels</source>
        <translation>in Pixeln</translation>
    </message>
    <message>
        <source>in their own size</source>
        <translation>in eigener Größe</translation>
    </message>
    <message>
        <source>is a folder, not an image.</source>
        <translation>ist ein Ordner, kein Bild.</translation>
    </message>
    <message>
        <source>is a link that leads nowhere.</source>
        <translation>ist eine Verknüpfung, die ins Leere führt.</translation>
    </message>
    <message>
        <source>is a link that leads to itself</source>
        <translation>ist eine Verknüpfung, die auf sich selbst zeigt</translation>
    </message>
    <message>
        <source>is a link to a folder; such links are not followed, as they may loop.</source>
        <translation>ist eine Verknüpfung mit einem Ordner; ihr wird nicht gefolgt, denn sie könnte im Kreis führen.</translation>
    </message>
    <message>
        <source>is a link, a device or the like, not a file.</source>
        <translation>ist eine Verknüpfung, ein Gerät oder dergleichen, keine Datei.</translation>
    </message>
    <message>
        <source>is an archive in the archive: unpack it, and open it by itself.</source>
        <translation>ist ein Archiv im Archiv: Bitte auspacken und für sich öffnen.</translation>
    </message>
    <message>
        <source>is damaged or cut off ({detail})</source>
        <translation>ist beschädigt oder abgeschnitten ({detail})</translation>
    </message>
    <message>
        <source>is damaged or cut off ({what})</source>
        <translation>ist beschädigt oder abgeschnitten ({what})</translation>
    </message>
    <message>
        <source>is damaged or cut off ({what}).</source>
        <translation>ist beschädigt oder abgeschnitten ({what}).</translation>
    </message>
    <message>
        <source>is damaged or cut off: its end is missing</source>
        <translation>ist beschädigt oder abgeschnitten: Das Ende fehlt</translation>
    </message>
    <message>
        <source>is empty</source>
        <translation>ist leer</translation>
    </message>
    <message>
        <source>is empty (0 bytes)</source>
        <translation>ist leer (0 Bytes)</translation>
    </message>
    <message>
        <source>is encrypted: unpack it with its password and open the folder</source>
        <translation>ist verschlüsselt: Bitte mit dem Passwort auspacken und den Ordner öffnen</translation>
    </message>
    <message>
        <source>is in the archive twice; the first was taken.</source>
        <translation>ist zweimal im Archiv; das erste wurde genommen.</translation>
    </message>
    <message>
        <source>is larger than the {limit:,} bytes of a font that is read.</source>
        <translation>ist größer als die {limit:,} Bytes, die von einer Schrift gelesen werden.</translation>
    </message>
    <message>
        <source>is longer than the {limit:,} bytes that captions may take</source>
        <translation>ist länger als die {limit:,} Bytes, die für Beschreibungen erlaubt sind</translation>
    </message>
    <message>
        <source>is longer than the {size:,} bytes of values its header announces</source>
        <translation>ist länger als die {size:,} Bytes an Werten, die der Dateikopf ankündigt</translation>
    </message>
    <message>
        <source>is not UTF-8 text.</source>
        <translation>ist kein UTF-8-Text.</translation>
    </message>
    <message>
        <source>is not a regular file</source>
        <translation>ist keine gewöhnliche Datei</translation>
    </message>
    <message>
        <source>is not a regular file.</source>
        <translation>ist keine gewöhnliche Datei.</translation>
    </message>
    <message>
        <source>is not an IDX file of images or labels: its magic number is {hex}</source>
        <translation>ist keine IDX-Datei mit Bildern oder Klassen: Ihre Kennzahl ist {hex}</translation>
    </message>
    <message>
        <source>is not an image (PNG, JPEG, WEBP, BMP, GIF or TIFF), or damaged at its start</source>
        <translation>ist kein Bild (PNG, JPEG, WEBP, BMP, GIF oder TIFF) oder am Anfang beschädigt</translation>
    </message>
    <message>
        <source>is not called like an image ({kinds}).</source>
        <translation>heißt nicht wie ein Bild ({kinds}).</translation>
    </message>
    <message>
        <source>is not text, after line {number}</source>
        <translation>ist kein Text, nach Zeile {number}</translation>
    </message>
    <message>
        <source>is not there any more</source>
        <translation>ist nicht mehr da</translation>
    </message>
    <message>
        <source>is packed in a way that is not read here.</source>
        <translation>ist auf eine Weise gepackt, die hier nicht gelesen wird.</translation>
    </message>
    <message>
        <source>is trained</source>
        <translation>wird trainiert</translation>
    </message>
    <message>
        <source>is trained elsewhere</source>
        <translation>wird anderswo trainiert</translation>
    </message>
    <message>
        <source>is truncated: it ends within its header</source>
        <translation>ist abgeschnitten: Die Datei endet im Dateikopf</translation>
    </message>
    <message>
        <source>is truncated: its compressed data ends too early</source>
        <translation>ist abgeschnitten: Die gepackten Daten enden zu früh</translation>
    </message>
    <message>
        <source>is truncated: its compressed data ends too early, after line {number}</source>
        <translation>ist abgeschnitten: Die gepackten Daten enden zu früh, nach Zeile {number}</translation>
    </message>
    <message>
        <source>is truncated: its images end too early</source>
        <translation>ist abgeschnitten: Die Bilder enden zu früh</translation>
    </message>
    <message>
        <source>is truncated: {count:,} bytes of values where its header announces {size:,}</source>
        <translation>ist abgeschnitten: {count:,} Bytes an Werten, wo der Dateikopf {size:,} ankündigt</translation>
    </message>
    <message>
        <source>is written in version {major}.{minor} of the format</source>
        <translation>ist in Version {major}.{minor} des Formats geschrieben</translation>
    </message>
    <message>
        <source>it belongs to another step</source>
        <translation>er gehört zu einem anderen Schritt</translation>
    </message>
    <message>
        <source>it broke off after {have:,} of {size:,} bytes</source>
        <translation>die Übertragung brach nach {have:,} von {size:,} Bytes ab</translation>
    </message>
    <message>
        <source>it cannot be found: is there a connection to the internet?</source>
        <translation>der Server ist nicht zu finden: Besteht eine Verbindung zum Internet?</translation>
    </message>
    <message>
        <source>it cannot be reached</source>
        <translation>der Server ist nicht erreichbar</translation>
    </message>
    <message>
        <source>it cannot be read</source>
        <translation>sie ist nicht lesbar</translation>
    </message>
    <message>
        <source>it does not have the file (HTTP {status})</source>
        <translation>der Server hat die Datei nicht (HTTP {status})</translation>
    </message>
    <message>
        <source>it has a file of another size ({total:,} bytes)</source>
        <translation>der Server hat eine Datei anderer Größe ({total:,} Bytes)</translation>
    </message>
    <message>
        <source>it has more than {most:,} bytes</source>
        <translation>sie hat mehr als {most:,} Bytes</translation>
    </message>
    <message>
        <source>it has no such part of the file</source>
        <translation>der Server hat keinen solchen Teil der Datei</translation>
    </message>
    <message>
        <source>it is larger than the network</source>
        <translation>sie ist größer als das Netz</translation>
    </message>
    <message>
        <source>it is no safetensors file (the guide tells how to make one)</source>
        <translation>sie ist keine safetensors-Datei (das Handbuch sagt, wie man eine macht)</translation>
    </message>
    <message>
        <source>it is not a regular file</source>
        <translation>sie ist keine gewöhnliche Datei</translation>
    </message>
    <message>
        <source>it is too busy, or out of order (HTTP {status})</source>
        <translation>der Server ist überlastet oder gestört (HTTP {status})</translation>
    </message>
    <message>
        <source>it leads from one address to the next without end</source>
        <translation>der Server leitet endlos von einer Adresse zur nächsten</translation>
    </message>
    <message>
        <source>it leads to an address that is not https</source>
        <translation>der Server leitet zu einer Adresse ohne https</translation>
    </message>
    <message>
        <source>it sends more than the file has</source>
        <translation>der Server sendet mehr, als die Datei hat</translation>
    </message>
    <message>
        <source>it sent a file that is not the published one (wrong checksum)</source>
        <translation>der Server hat eine andere als die veröffentlichte Datei gesendet (falsche Prüfsumme)</translation>
    </message>
    <message>
        <source>it sent another part of the file than it was asked for</source>
        <translation>der Server hat einen anderen Teil der Datei gesendet als verlangt</translation>
    </message>
    <message>
        <source>it sent nothing for {seconds:g} seconds</source>
        <translation>der Server hat {seconds:g} Sekunden lang nichts gesendet</translation>
    </message>
    <message>
        <source>it sets something of a bench without its name.</source>
        <translation>sie stellt etwas an einem Versuch ein, ohne ihn zu nennen.</translation>
    </message>
    <message>
        <source>its certificate is not valid ({what})</source>
        <translation>das Zertifikat des Servers ist ungültig ({what})</translation>
    </message>
    <message>
        <source>its ends cut off</source>
        <translation>Enden abgeschnitten</translation>
    </message>
    <message>
        <source>its manifest cannot be read</source>
        <translation>sein Verzeichnis ist nicht lesbar</translation>
    </message>
    <message>
        <source>its manifest is not what was written</source>
        <translation>sein Verzeichnis ist nicht, was geschrieben wurde</translation>
    </message>
    <message>
        <source>its share in V</source>
        <translation>sein Anteil an V</translation>
    </message>
    <message>
        <source>its tensors cannot be read</source>
        <translation>seine Tensoren sind nicht lesbar</translation>
    </message>
    <message>
        <source>iwae</source>
        <translation>IWAE</translation>
    </message>
    <message>
        <source>jsd</source>
        <translation>jsd</translation>
    </message>
    <message>
        <source>judge</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>k</source>
        <translation>k</translation>
    </message>
    <message>
        <source>k = {k}: {bound} ± {error}</source>
        <translation>k = {k}: {bound} ± {error}</translation>
    </message>
    <message>
        <source>k = {k}: {share} of the trials (in pixels {pixels})</source>
        <translation>k = {k}: {share} der Versuche (in Pixeln {pixels})</translation>
    </message>
    <message>
        <source>k is stuck at 0: the auto-encoder does not work against the generator at all.</source>
        <translation>k sitzt bei 0 fest: Der Autoencoder arbeitet gar nicht gegen den Generator.</translation>
    </message>
    <message>
        <source>k is stuck at 1: the auto-encoder cannot make generated pictures bad enough.</source>
        <translation>k sitzt bei 1 fest: Der Autoencoder kann erzeugte Bilder nicht schlecht genug machen.</translation>
    </message>
    <message>
        <source>k stuck at 0</source>
        <translation>k festgefahren bei 0</translation>
    </message>
    <message>
        <source>k stuck at 1</source>
        <translation>k festgefahren bei 1</translation>
    </message>
    <message>
        <source>k: draws of z by which the VAE&apos;s p(x|y) is bounded (IWAE)</source>
        <translation>k: Ziehungen von z, mit denen p(x|y) des VAE nach unten abgeschätzt wird (IWAE)</translation>
    </message>
    <message>
        <source>kept at step {step}</source>
        <translation>aufgehoben bei Schritt {step}</translation>
    </message>
    <message>
        <source>kernel distance</source>
        <translation>Kernel-Abstand</translation>
    </message>
    <message>
        <source>kernel of the SVM: curved borders (RBF) or straight ones</source>
        <translation>Kernel der SVM: gekrümmte Grenzen (RBF) oder gerade</translation>
    </message>
    <message>
        <source>kinds of shapes, from the circle on</source>
        <translation>Arten von Formen, vom Kreis an</translation>
    </message>
    <message>
        <source>kl</source>
        <translation>KL</translation>
    </message>
    <message>
        <source>kl_data_model</source>
        <translation>kl_data_model</translation>
    </message>
    <message>
        <source>kl_model_data</source>
        <translation>kl_model_data</translation>
    </message>
    <message>
        <source>largest norm of a gradient; 0 does not clip</source>
        <translation>größte Norm eines Gradienten; 0 begrenzt nicht</translation>
    </message>
    <message>
        <source>last</source>
        <translation>letzte</translation>
    </message>
    <message>
        <source>lda</source>
        <translation>LDA</translation>
    </message>
    <message>
        <source>learn images given their class: the data need labels (folders of classes)</source>
        <translation>Bilder je nach ihrer Klasse lernen: Die Daten brauchen Klassen (Ordner je Klasse)</translation>
    </message>
    <message>
        <source>learned</source>
        <translation>gelernt</translation>
    </message>
    <message>
        <source>learning rate of D, as a multiple of the generator&apos;s</source>
        <translation>Lernrate von D, als Vielfaches der des Generators</translation>
    </message>
    <message>
        <source>learning rate of the discriminator</source>
        <translation>Lernrate des Diskriminators</translation>
    </message>
    <message>
        <source>learning rate of the discriminator, as a multiple of the generator&apos;s</source>
        <translation>Lernrate des Diskriminators, als Vielfaches der des Generators</translation>
    </message>
    <message>
        <source>learning rate of the discriminators, as a multiple of the generators&apos;</source>
        <translation>Lernrate der Diskriminatoren, als Vielfaches der der Generatoren</translation>
    </message>
    <message>
        <source>learning rate of the generator</source>
        <translation>Lernrate des Generators</translation>
    </message>
    <message>
        <source>least-squares</source>
        <translation>kleinste Quadrate</translation>
    </message>
    <message>
        <source>limit the slope of every layer of the discriminator to 1</source>
        <translation>die Steilheit jeder Schicht des Diskriminators auf 1 begrenzen</translation>
    </message>
    <message>
        <source>line</source>
        <translation>Linie</translation>
    </message>
    <message>
        <source>line {number} is not JSON with the texts file_name and text; passed over.</source>
        <translation>Zeile {number} ist kein JSON mit den Texten file_name und text; übergangen.</translation>
    </message>
    <message>
        <source>linear</source>
        <translation>linear</translation>
    </message>
    <message>
        <source>lines: {names}</source>
        <translation>Linien: {names}</translation>
    </message>
    <message>
        <source>live</source>
        <translation>live</translation>
    </message>
    <message>
        <source>log p {value} &lt; {least}</source>
        <translation>log p {value} &lt; {least}</translation>
    </message>
    <message>
        <source>log p {value} ≥ {least}</source>
        <translation>log p {value} ≥ {least}</translation>
    </message>
    <message>
        <source>log p(x) - ELBO - gap, each by a sum of its own: how exact all this is</source>
        <translation>log p(x) - ELBO - Lücke, jedes als eigene Summe: wie genau alles ist</translation>
    </message>
    <message>
        <source>log p(x) - L_1000</source>
        <translation>log p(x) - L_1000</translation>
    </message>
    <message>
        <source>log p(x) = ELBO + KL to the true posterior, exact and live; KL of Gaussians, reparameterisation, IWAE, MCMC beside q, and two decoders.</source>
        <translation>log p(x) = ELBO + KL zum wahren Posterior, exakt und live; KL von Normalverteilungen, Reparametrisierung, IWAE, MCMC neben q, und zwei Decoder.</translation>
    </message>
    <message>
        <source>log p(x) = ELBO + gap</source>
        <translation>log p(x) = ELBO + Lücke</translation>
    </message>
    <message>
        <source>log p(x) = {value} nats, at least {least}</source>
        <translation>log p(x) = {value} Nats, mindestens {least}</translation>
    </message>
    <message>
        <source>log p(x) = {value} nats, below {least}</source>
        <translation>log p(x) = {value} Nats, unter {least}</translation>
    </message>
    <message>
        <source>log p(x) in nats, up to {low} at the left edge</source>
        <translation>log p(x) in Nats, bis {low} am linken Rand</translation>
    </message>
    <message>
        <source>lower</source>
        <translation>klein</translation>
    </message>
    <message>
        <source>made as {name}</source>
        <translation>erzeugt als {name}</translation>
    </message>
    <message>
        <source>made {side} × {side} px, from {size}</source>
        <translation>auf {side} × {side} px gebracht, aus {size}</translation>
    </message>
    <message>
        <source>made {width} x {height} pixels</source>
        <translation>auf {width} x {height} Pixel gebracht</translation>
    </message>
    <message>
        <source>magnification, log area</source>
        <translation>log Vergrößerung</translation>
    </message>
    <message>
        <source>manifold</source>
        <translation>Gitter</translation>
    </message>
    <message>
        <source>match gap</source>
        <translation>Abstand der Paare</translation>
    </message>
    <message>
        <source>max |D − D*|</source>
        <translation>max |D − D*|</translation>
    </message>
    <message>
        <source>mean D</source>
        <translation>Mittel von D</translation>
    </message>
    <message>
        <source>mean of D {value}</source>
        <translation>Mittel von D {value}</translation>
    </message>
    <message>
        <source>mean of p(x|z)</source>
        <translation>Mittel von p(x|z)</translation>
    </message>
    <message>
        <source>mean |D − D*|</source>
        <translation>Mittel |D − D*|</translation>
    </message>
    <message>
        <source>mean_d</source>
        <translation>mean_d</translation>
    </message>
    <message>
        <source>measure samples of checkpoints beside the training (Fréchet distance, recall): auto does it where there is no ELBO</source>
        <translation>Stichproben von Sicherungspunkten neben dem Training messen (Fréchet-Abstand, Recall): auto tut es, wo es keine ELBO gibt</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>Arbeitsspeicher</translation>
    </message>
    <message>
        <source>middle</source>
        <translation>Mitte</translation>
    </message>
    <message>
        <source>minimax</source>
        <translation>Minimax</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>mlp</source>
        <translation>MLP</translation>
    </message>
    <message>
        <source>modes</source>
        <translation>Moden</translation>
    </message>
    <message>
        <source>moons</source>
        <translation>Monde</translation>
    </message>
    <message>
        <source>moves of the discriminator a step</source>
        <translation>Züge des Diskriminators je Schritt</translation>
    </message>
    <message>
        <source>mps</source>
        <translation>MPS</translation>
    </message>
    <message>
        <source>nats</source>
        <translation>Nats</translation>
    </message>
    <message>
        <source>nats per image</source>
        <translation>Nats je Bild</translation>
    </message>
    <message>
        <source>near a mode</source>
        <translation>nahe einer Mode</translation>
    </message>
    <message>
        <source>neighbours alike in {names}</source>
        <translation>Nachbarn gleich in {names}</translation>
    </message>
    <message>
        <source>neither {missed} ✗</source>
        <translation>nichts davon: {missed} ✗</translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>no attributes</source>
        <translation>keine Attribute</translation>
    </message>
    <message>
        <source>no attributes are known of the data</source>
        <translation>von den Daten sind keine Merkmale bekannt</translation>
    </message>
    <message>
        <source>no checkpoints</source>
        <translation>keine Sicherungspunkte</translation>
    </message>
    <message>
        <source>no class</source>
        <translation>ohne Klasse</translation>
    </message>
    <message>
        <source>no prior</source>
        <translation>kein Prior</translation>
    </message>
    <message>
        <source>no such device answers on this computer</source>
        <translation>kein solches Gerät antwortet auf diesem Rechner</translation>
    </message>
    <message>
        <source>no {attribute}</source>
        <translation>ohne {attribute}</translation>
    </message>
    <message>
        <source>noise {strength:g}, draw {number}</source>
        <translation>Rauschen {strength:g}, Ziehung {number}</translation>
    </message>
    <message>
        <source>non-saturating</source>
        <translation>nicht sättigend</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>none here</source>
        <translation>hier keine</translation>
    </message>
    <message>
        <source>none that can be read</source>
        <translation>keines, das lesbar ist</translation>
    </message>
    <message>
        <source>none that torch can use</source>
        <translation>keine, die torch nutzen kann</translation>
    </message>
    <message>
        <source>normal</source>
        <translation>normal</translation>
    </message>
    <message>
        <source>normal-1d</source>
        <translation>normal 1d</translation>
    </message>
    <message>
        <source>not saved to its end</source>
        <translation>nicht zu Ende gesichert</translation>
    </message>
    <message>
        <source>not {name}</source>
        <translation>nicht {name}</translation>
    </message>
    <message>
        <source>now {value}</source>
        <translation>jetzt {value}</translation>
    </message>
    <message>
        <source>now {value}, the line is at {line}</source>
        <translation>jetzt {value}, die Linie liegt bei {line}</translation>
    </message>
    <message>
        <source>number of the first class, from 0 on</source>
        <translation>Nummer der ersten Klasse, ab 0</translation>
    </message>
    <message>
        <source>number of the second class, from 0 on</source>
        <translation>Nummer der zweiten Klasse, ab 0</translation>
    </message>
    <message>
        <source>numbers of noise beside the caption</source>
        <translation>Zahlen des Rauschens neben der Bildunterschrift</translation>
    </message>
    <message>
        <source>numbers of the augmented condition</source>
        <translation>Zahlen der augmentierten Bedingung</translation>
    </message>
    <message>
        <source>numbers that a caption becomes</source>
        <translation>Zahlen, zu denen eine Bildunterschrift wird</translation>
    </message>
    <message>
        <source>numbers that the networks multiply: bf16 is faster where the processor has it</source>
        <translation>Zahlen, die die Netze multiplizieren: bf16 ist schneller, wo der Prozessor es hat</translation>
    </message>
    <message>
        <source>of it</source>
        <translation>davon</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>on</source>
        <translation>an</translation>
    </message>
    <message>
        <source>on Windows the installer puts genstudio into the Start menu. Installed with pip, genstudio-app.exe lies in the Scripts folder beside python.exe: right-click it and choose Pin to Start.</source>
        <translation>Unter Windows trägt das Installationsprogramm genstudio ins Startmenü ein. Mit pip installiert liegt genstudio-app.exe im Ordner Scripts neben python.exe: mit der rechten Taste anklicken und „An Start anheften“ wählen.</translation>
    </message>
    <message>
        <source>on macOS an application is in the Launchpad once genstudio.app lies in the Applications folder. Installed with pip, start it from the Terminal: genstudio</source>
        <translation>Unter macOS erscheint ein Programm im Launchpad, sobald genstudio.app im Ordner „Programme“ liegt. Mit pip installiert startet es im Terminal: genstudio</translation>
    </message>
    <message>
        <source>on or off</source>
        <translation>an oder aus</translation>
    </message>
    <message>
        <source>one of {choices}</source>
        <translation>eines von {choices}</translation>
    </message>
    <message>
        <source>only {limit:,} of {count:,} images were taken (the setting max_images).</source>
        <translation>nur {limit:,} von {count:,} Bildern wurden genommen (die Einstellung max_images).</translation>
    </message>
    <message>
        <source>optimal</source>
        <translation>optimal</translation>
    </message>
    <message>
        <source>other chains</source>
        <translation>andere Ketten</translation>
    </message>
    <message>
        <source>over steps</source>
        <translation>über die Schritte</translation>
    </message>
    <message>
        <source>over time</source>
        <translation>über die Zeit</translation>
    </message>
    <message>
        <source>own</source>
        <translation>eigene</translation>
    </message>
    <message>
        <source>own features: classifier of {data}</source>
        <translation>eigene Merkmale: Klassifikator von {data}</translation>
    </message>
    <message>
        <source>own features: encoder of {run}</source>
        <translation>eigene Merkmale: Encoder von {run}</translation>
    </message>
    <message>
        <source>own features: random weights (a control)</source>
        <translation>eigene Merkmale: zufällige Gewichte (zur Kontrolle)</translation>
    </message>
    <message>
        <source>own picture</source>
        <translation>eigenes Bild</translation>
    </message>
    <message>
        <source>own-classifier score</source>
        <translation>Wert des eigenen Klassifikators</translation>
    </message>
    <message>
        <source>p(x|z) of images; points are Gaussian</source>
        <translation>p(x|z) von Bildern; bei Punkten ist es Gauß</translation>
    </message>
    <message>
        <source>p(x|z): black or white, drawn afresh each time; grey levels between the two; or grey levels with normal noise. Auto is Bernoulli for grey images and Gaussian for colour and points</source>
        <translation>p(x|z): schwarz oder weiß, jedes Mal neu gezogen; Grauwerte dazwischen; oder Grauwerte mit normalverteiltem Rauschen. Auto ist Bernoulli für graue Bilder und Gauß für farbige und für Punkte</translation>
    </message>
    <message>
        <source>p(y|x)</source>
        <translation>p(y|x)</translation>
    </message>
    <message>
        <source>pPCA</source>
        <translation>pPCA</translation>
    </message>
    <message>
        <source>pPCA + unlabelled</source>
        <translation>pPCA + ohne Labels</translation>
    </message>
    <message>
        <source>p_data: what G is to learn</source>
        <translation>p_data: was G lernen soll</translation>
    </message>
    <message>
        <source>p_g is a histogram that keeps all mass, for G folds here: JSD and KL are at least as large as shown.</source>
        <translation>p_g ist ein Histogramm, das alle Masse behält, denn G faltet hier: JSD und KL sind mindestens so groß wie gezeigt.</translation>
    </message>
    <message>
        <source>p_g is close to p_data: the Jensen-Shannon divergence is below 0.1 nat.</source>
        <translation>p_g ist nahe bei p_data: Die Jensen-Shannon-Divergenz ist unter 0,1 Nats.</translation>
    </message>
    <message>
        <source>p_g is exact, by change of variables: G is monotone.</source>
        <translation>p_g ist exakt, durch Variablentransformation: G ist monoton.</translation>
    </message>
    <message>
        <source>pad</source>
        <translation>Rand anfügen</translation>
    </message>
    <message>
        <source>part of the planned steps that stage I has (with a learning rate that falls)</source>
        <translation>Teil der geplanten Schritte, den Stufe I bekommt (mit fallender Lernrate)</translation>
    </message>
    <message>
        <source>passed over</source>
        <translation>übergangen</translation>
    </message>
    <message>
        <source>passes through the data; 0 is no limit</source>
        <translation>Durchgänge durch die Daten; 0 ist keine Grenze</translation>
    </message>
    <message>
        <source>pasted</source>
        <translation>eingefügt</translation>
    </message>
    <message>
        <source>pasted picture</source>
        <translation>eingefügtes Bild</translation>
    </message>
    <message>
        <source>pathwise</source>
        <translation>pfadweise</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
    <message>
        <source>pca</source>
        <translation>PCA</translation>
    </message>
    <message>
        <source>pen at {across} % across, {down} % down</source>
        <translation>Stift bei {across} % waagerecht, {down} % von oben</translation>
    </message>
    <message>
        <source>picture {number} of seed {seed}</source>
        <translation>Bild {number} zum Startwert {seed}</translation>
    </message>
    <message>
        <source>pictures of other captions that each caption is shown with, to learn what does not match</source>
        <translation>Bilder anderer Bildunterschriften, mit denen jede Bildunterschrift gezeigt wird, um zu lernen, was nicht passt</translation>
    </message>
    <message>
        <source>pin {name}</source>
        <translation>Nadel {name}</translation>
    </message>
    <message>
        <source>pinned {place}</source>
        <translation>angeheftet {place}</translation>
    </message>
    <message>
        <source>pixel</source>
        <translation>je Pixel</translation>
    </message>
    <message>
        <source>pixels (hatched)</source>
        <translation>Pixel (schraffiert)</translation>
    </message>
    <message>
        <source>pixels in a row of the image; 0: it is square</source>
        <translation>Pixel in einer Reihe des Bildes; 0: es ist quadratisch</translation>
    </message>
    <message>
        <source>plane</source>
        <translation>Ebene</translation>
    </message>
    <message>
        <source>points a step</source>
        <translation>Punkte je Schritt</translation>
    </message>
    <message>
        <source>points along curves in the plane, 8×8 digits, or data of your own</source>
        <translation>Punkte längs Kurven in der Ebene, 8×8-Ziffern oder eigene Daten</translation>
    </message>
    <message>
        <source>power of the pixels&apos; errors in L: 1 (absolute) or 2 (squares)</source>
        <translation>Potenz der Fehler der Pixel in L: 1 (Betrag) oder 2 (Quadrat)</translation>
    </message>
    <message>
        <source>precision</source>
        <translation>Präzision</translation>
    </message>
    <message>
        <source>predicted class</source>
        <translation>erkannte Klasse</translation>
    </message>
    <message>
        <source>prior log p(z), nats</source>
        <translation>Prior log p(z), Nats</translation>
    </message>
    <message>
        <source>prior loss</source>
        <translation>Prior-Verlust</translation>
    </message>
    <message>
        <source>processor threads; 0 leaves one core free</source>
        <translation>Threads des Prozessors; 0 lässt einen Kern frei</translation>
    </message>
    <message>
        <source>px</source>
        <translation>px</translation>
    </message>
    <message>
        <source>q: mean {mean}, covariance {covariance}</source>
        <translation>q: Mittel {mean}, Kovarianz {covariance}</translation>
    </message>
    <message>
        <source>quarter</source>
        <translation>Viertel</translation>
    </message>
    <message>
        <source>random sample</source>
        <translation>Stichprobe</translation>
    </message>
    <message>
        <source>rather different</source>
        <translation>recht verschieden</translation>
    </message>
    <message>
        <source>rbf</source>
        <translation>RBF</translation>
    </message>
    <message>
        <source>ready: shown at once</source>
        <translation>bereit: sofort zu sehen</translation>
    </message>
    <message>
        <source>real</source>
        <translation>echte</translation>
    </message>
    <message>
        <source>real pictures</source>
        <translation>echte Bilder</translation>
    </message>
    <message>
        <source>real x</source>
        <translation>echte x</translation>
    </message>
    <message>
        <source>recall</source>
        <translation>Recall</translation>
    </message>
    <message>
        <source>reconstructed</source>
        <translation>rekonstruiert</translation>
    </message>
    <message>
        <source>reconstruction</source>
        <translation>Rekonstruktion</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>region of {label}</source>
        <translation>Gebiet von {label}</translation>
    </message>
    <message>
        <source>relativistic</source>
        <translation>relativistisch</translation>
    </message>
    <message>
        <source>residual</source>
        <translation>residual</translation>
    </message>
    <message>
        <source>residual blocks of a generator; the paper has 6 for 128 px, 9 for 256</source>
        <translation>Residualblöcke eines Generators; die Arbeit hat 6 für 128 px, 9 für 256</translation>
    </message>
    <message>
        <source>residual {value} of the way left over</source>
        <translation>Rest: {value} vom Weg übrig</translation>
    </message>
    <message>
        <source>restart {number}</source>
        <translation>Anlauf {number}</translation>
    </message>
    <message>
        <source>reverse KL</source>
        <translation>umgekehrte KL</translation>
    </message>
    <message>
        <source>rgb</source>
        <translation>RGB</translation>
    </message>
    <message>
        <source>ring</source>
        <translation>Ring</translation>
    </message>
    <message>
        <source>said →   true ↓</source>
        <translation>gesagt →   wahr ↓</translation>
    </message>
    <message>
        <source>sample {number}</source>
        <translation>Stichprobe {number}</translation>
    </message>
    <message>
        <source>samples</source>
        <translation>Stichproben</translation>
    </message>
    <message>
        <source>samples that vary by 64 % of what the data do; M down to 42 %</source>
        <translation>Stichproben, die um 64 % dessen schwanken, was die Daten schwanken; M auf 42 % gefallen</translation>
    </message>
    <message>
        <source>says it holds {said:,} bytes of values but has {there:,}</source>
        <translation>gibt {said:,} Bytes an Werten an, hat aber {there:,}</translation>
    </message>
    <message>
        <source>says it holds {said:,} bytes; at most {limit:,} are read</source>
        <translation>gibt {said:,} Bytes an; höchstens {limit:,} werden gelesen</translation>
    </message>
    <message>
        <source>scaled and centred like the data</source>
        <translation>Größe und Lage wie bei den Daten</translation>
    </message>
    <message>
        <source>score</source>
        <translation>Score</translation>
    </message>
    <message>
        <source>score {score}</source>
        <translation>Punktzahl {score}</translation>
    </message>
    <message>
        <source>score, with a baseline</source>
        <translation>Score, mit Baseline</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>seconds each</source>
        <translation>Sekunden je Modell</translation>
    </message>
    <message>
        <source>seconds of training</source>
        <translation>Sekunden des Trainings</translation>
    </message>
    <message>
        <source>seed of the drawing</source>
        <translation>Startwert des Zeichnens</translation>
    </message>
    <message>
        <source>settings of the data&apos;s source as JSON, such as {&quot;size&quot;: 16}</source>
        <translation>Einstellungen der Datenquelle als JSON, etwa {&quot;size&quot;: 16}</translation>
    </message>
    <message>
        <source>settings of your own data&apos;s source, as JSON</source>
        <translation>Einstellungen der Quelle eigener Daten, als JSON</translation>
    </message>
    <message>
        <source>shape</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>shape-colour</source>
        <translation>Form und Farbe</translation>
    </message>
    <message>
        <source>share of held-out images below the threshold of log p(x) that rejects</source>
        <translation>Anteil ungesehener Bilder unter der Schwelle von log p(x), ab der abgelehnt wird</translation>
    </message>
    <message>
        <source>share of images whose class is hidden, so that the model works without (conditional)</source>
        <translation>Anteil der Bilder, deren Klasse verborgen wird, damit das Modell auch ohne auskommt (bedingt)</translation>
    </message>
    <message>
        <source>share of pixels hidden from the encoder in training, against overfitting</source>
        <translation>Anteil der Pixel, die dem Encoder im Training verborgen werden, gegen Überanpassung</translation>
    </message>
    <message>
        <source>share of the draws</source>
        <translation>Anteil der Ziehungen</translation>
    </message>
    <message>
        <source>share of the run in which beta rises from 0 (of 10,000 steps, where the learning rate is constant or time the limit)</source>
        <translation>Anteil des Laufs, in dem Beta von 0 ansteigt (von 10.000 Schritten, wenn die Lernrate gleich bleibt oder die Zeit die Grenze ist)</translation>
    </message>
    <message>
        <source>share of the run in which the capacity rises from 0 (of 10,000 steps, where the learning rate is constant or time the limit)</source>
        <translation>Anteil des Laufs, in dem die Kapazität von 0 ansteigt (von 10.000 Schritten, wenn die Lernrate gleich bleibt oder die Zeit die Grenze ist)</translation>
    </message>
    <message>
        <source>share of training images whose class is hidden, so that the model also works without one (conditional)</source>
        <translation>Anteil der Trainingsbilder, deren Klasse verborgen wird, damit das Modell auch ohne sie auskommt (bedingt)</translation>
    </message>
    <message>
        <source>side of the square images</source>
        <translation>Seite der quadratischen Bilder</translation>
    </message>
    <message>
        <source>side of the square images; 0 keeps 8 to 64 px squares, otherwise chooses</source>
        <translation>Seite der quadratischen Bilder; 0 behält Quadrate von 8 bis 64&#xa0;px bei und wählt sonst selbst</translation>
    </message>
    <message>
        <source>sigma</source>
        <translation>Sigma</translation>
    </message>
    <message>
        <source>sigma of a pixel</source>
        <translation>Sigma eines Pixels</translation>
    </message>
    <message>
        <source>sigma of each mode or curve; 0 is the usual one of the density</source>
        <translation>Sigma jeder Mode oder Kurve; 0 ist das übliche der Dichte</translation>
    </message>
    <message>
        <source>size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>size of stage I&apos;s images, as a part of the data&apos;s</source>
        <translation>Größe der Bilder von Stufe I, als Teil der Größe der Daten</translation>
    </message>
    <message>
        <source>sizes; 2 are small and large</source>
        <translation>Größen; 2 sind klein und groß</translation>
    </message>
    <message>
        <source>skin</source>
        <translation>Haut</translation>
    </message>
    <message>
        <source>skip connections: every size is shown the first layer of its network again</source>
        <translation>Skip-Verbindungen: Jede Größe bekommt noch einmal die erste Schicht ihres Netzes gezeigt</translation>
    </message>
    <message>
        <source>slice</source>
        <translation>Schnitt</translation>
    </message>
    <message>
        <source>slope</source>
        <translation>Steilheit</translation>
    </message>
    <message>
        <source>slot A</source>
        <translation>Fach A</translation>
    </message>
    <message>
        <source>slot B, which is subtracted</source>
        <translation>Fach B, das abgezogen wird</translation>
    </message>
    <message>
        <source>slot C, which is added</source>
        <translation>Fach C, das addiert wird</translation>
    </message>
    <message>
        <source>smile</source>
        <translation>Lächeln</translation>
    </message>
    <message>
        <source>spirals</source>
        <translation>Spiralen</translation>
    </message>
    <message>
        <source>stage</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>stage I</source>
        <translation>Stufe I</translation>
    </message>
    <message>
        <source>stage I, enlarged</source>
        <translation>Stufe I, vergrößert</translation>
    </message>
    <message>
        <source>stage {number}</source>
        <translation>Stufe {number}</translation>
    </message>
    <message>
        <source>standard deviation of a pixel (Gaussian): the best for each batch, learned, or learned for each place in the image</source>
        <translation>Standardabweichung eines Pixels (Gauß): die beste für jeden Batch, gelernt, oder für jede Stelle des Bildes gelernt</translation>
    </message>
    <message>
        <source>standard error</source>
        <translation>Standardfehler</translation>
    </message>
    <message>
        <source>start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>start from trained networks, where there are some: 8 or 25 Gaussians, ring, spirals</source>
        <translation>mit trainierten Netzen beginnen, wo es welche gibt: 8 oder 25 Gauß, Ring, Spiralen</translation>
    </message>
    <message>
        <source>step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>step {number} of {count} reached</source>
        <translation>Schritt {number} von {count} erreicht</translation>
    </message>
    <message>
        <source>step {number} says {name}, which it does not measure</source>
        <translation>Schritt {number} nennt {name}, misst es aber nicht</translation>
    </message>
    <message>
        <source>step {number} waits for something without its {field}</source>
        <translation>Schritt {number} wartet auf etwas, bei dem {field} fehlt</translation>
    </message>
    <message>
        <source>step {step:,}</source>
        <translation>Schritt {step:,}</translation>
    </message>
    <message>
        <source>step {step}</source>
        <translation>Schritt {step}</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>steps between checkpoints; 0 is automatic</source>
        <translation>Schritte zwischen zwei Sicherungspunkten; 0 ist automatisch</translation>
    </message>
    <message>
        <source>steps between such measurements; 0 is automatic</source>
        <translation>Schritte zwischen solchen Messungen; 0 ist automatisch</translation>
    </message>
    <message>
        <source>steps between validations; 0 is automatic</source>
        <translation>Schritte zwischen zwei Validierungen; 0 ist automatisch</translation>
    </message>
    <message>
        <source>steps each</source>
        <translation>Schritte je Modell</translation>
    </message>
    <message>
        <source>steps from one penalty to the next, which is as many times as strong</source>
        <translation>Schritte von einer Strafe zur nächsten, die so viele Male so stark ist</translation>
    </message>
    <message>
        <source>steps in which beta rises from 0: without them q may collapse</source>
        <translation>Schritte, in denen Beta von 0 ansteigt: Ohne sie kann q kollabieren</translation>
    </message>
    <message>
        <source>steps in which both learning rates fall to half, to a twentieth at the least; 0 keeps them: G then goes on trembling around p_data</source>
        <translation>Schritte, in denen beide Lernraten auf die Hälfte fallen, höchstens bis auf ein Zwanzigstel; 0 lässt sie: G zittert dann weiter um p_data</translation>
    </message>
    <message>
        <source>steps in which the vanishing residual vanishes: until then layers hand part of their input on as it is; 0 is none</source>
        <translation>Schritte, in denen das verschwindende Residual verschwindet: Bis dahin reichen Schichten einen Teil ihrer Eingabe unverändert weiter; 0 ist keines</translation>
    </message>
    <message>
        <source>steps of the whole run; 0 is no limit</source>
        <translation>Schritte des ganzen Laufs; 0 ist keine Grenze</translation>
    </message>
    <message>
        <source>steps that are made before there is something to see</source>
        <translation>Schritte, die gemacht werden, ehe etwas zu sehen ist</translation>
    </message>
    <message>
        <source>steps that stage I has where the end is not planned (a constant learning rate)</source>
        <translation>Schritte, die Stufe I bekommt, wenn das Ende nicht geplant ist (konstante Lernrate)</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>gestoppt</translation>
    </message>
    <message>
        <source>straight</source>
        <translation>geradeaus</translation>
    </message>
    <message>
        <source>stretch</source>
        <translation>verzerren</translation>
    </message>
    <message>
        <source>stretched</source>
        <translation>verzerrt</translation>
    </message>
    <message>
        <source>strokes of one&apos;s own: x y, x y; x y, ... (drawing)</source>
        <translation>eigene Striche: x y, x y; x y, ... (drawing)</translation>
    </message>
    <message>
        <source>sup_d_gap</source>
        <translation>sup_d_gap</translation>
    </message>
    <message>
        <source>swissroll</source>
        <translation>Biskuitrolle</translation>
    </message>
    <message>
        <source>take at most so many fonts</source>
        <translation>höchstens so viele Schriften nehmen</translation>
    </message>
    <message>
        <source>take at most so many, drawn evenly</source>
        <translation>höchstens so viele nehmen, gleichmäßig gezogen</translation>
    </message>
    <message>
        <source>take at most so many, drawn evenly; all are kept in memory</source>
        <translation>höchstens so viele nehmen, gleichmäßig gezogen; alle bleiben im Speicher</translation>
    </message>
    <message>
        <source>taken out of the queue</source>
        <translation>aus der Warteschlange genommen</translation>
    </message>
    <message>
        <source>test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>the answer makes no sense ({what})</source>
        <translation>die Antwort ist unverständlich ({what})</translation>
    </message>
    <message>
        <source>the bound of log p(x) that is raised: the ELBO, or the tighter importance-weighted one (IWAE), which needs several samples</source>
        <translation>die Schranke von log p(x), die gehoben wird: die ELBO oder die engere Wichtungsschranke (IWAE), die mehrere Stichproben braucht</translation>
    </message>
    <message>
        <source>the classes to tell apart, with spaces between, such as 3 8; empty is all</source>
        <translation>die Klassen, die zu unterscheiden sind, mit Leerzeichen getrennt, etwa 3 8; leer sind alle</translation>
    </message>
    <message>
        <source>the column of labels; auto finds it by its name, or as one column too many</source>
        <translation>die Spalte der Klassen; auto findet sie am Namen oder als eine Spalte zu viel</translation>
    </message>
    <message>
        <source>the connection failed ({what})</source>
        <translation>die Verbindung ist fehlgeschlagen ({what})</translation>
    </message>
    <message>
        <source>the data have no modes that are known</source>
        <translation>die Daten haben keine bekannten Moden</translation>
    </message>
    <message>
        <source>the data have too few labels to train a classifier</source>
        <translation>die Daten haben zu wenige Bilder mit Klassen, um einen Klassifikator zu trainieren</translation>
    </message>
    <message>
        <source>the first {count} classes are used</source>
        <translation>die ersten {count} Klassen werden benutzt</translation>
    </message>
    <message>
        <source>the game that the two play; wasserstein needs a gradient penalty</source>
        <translation>das Spiel der beiden; Wasserstein braucht eine Gradientenstrafe</translation>
    </message>
    <message>
        <source>the game: -log D(G(z)), or log(1 - D(G(z))), for the generator; real against generated in pairs; scores beyond 1; squares; or a distance, which needs a gradient penalty or spectral norm</source>
        <translation>das Spiel: -log D(G(z)) oder log(1 - D(G(z))) für den Generator; echte gegen erzeugte in Paaren; Punktzahlen über 1 hinaus; Quadrate; oder ein Abstand, der eine Gradientenstrafe oder Spektralnorm braucht</translation>
    </message>
    <message>
        <source>the game: -log D(G(z)), or log(1 - D(G(z))), for the generator; real against generated in pairs; scores beyond 1; squares; or a distance, with a gradient penalty</source>
        <translation>das Spiel: -log D(G(z)) oder log(1 - D(G(z))) für den Generator; echt gegen erzeugt in Paaren; Punktzahlen über 1; Quadrate; oder ein Abstand, mit einer Gradientenstrafe</translation>
    </message>
    <message>
        <source>the grid is for two latent dimensions</source>
        <translation>das Gitter ist für zwei latente Dimensionen</translation>
    </message>
    <message>
        <source>the learning rate&apos;s course over the run: constant, or falling to 0</source>
        <translation>der Verlauf der Lernrate über den Lauf: konstant oder auf 0 fallend</translation>
    </message>
    <message>
        <source>the model as it is</source>
        <translation>das Modell, wie es ist</translation>
    </message>
    <message>
        <source>the model does not translate</source>
        <translation>das Modell überträgt nicht</translation>
    </message>
    <message>
        <source>the model draws no samples</source>
        <translation>das Modell zieht keine Stichproben</translation>
    </message>
    <message>
        <source>the model has no closed form</source>
        <translation>das Modell hat keine geschlossene Formel</translation>
    </message>
    <message>
        <source>the model has no p(x|z) to bound log p(x) by</source>
        <translation>das Modell hat kein p(x|z), das log p(x) beschränken könnte</translation>
    </message>
    <message>
        <source>the networks: convolutional (DCGAN), residual (deeper and slower) or fully connected; auto is mlp for points and conv for images</source>
        <translation>die Netze: mit Faltungen (DCGAN), residual (tiefer und langsamer) oder vollständig verbunden; auto ist MLP für Punkte und Faltung für Bilder</translation>
    </message>
    <message>
        <source>the networks: fully connected, convolutional, residual (deeper and slower) or one linear layer each; auto is mlp for points and grey images up to 28 pixels, and conv for others</source>
        <translation>die Netze: vollständig verbunden, mit Faltungen, residual (tiefer und langsamer) oder je eine lineare Schicht; auto ist MLP für Punkte und graue Bilder bis 28 Pixel und sonst Faltung</translation>
    </message>
    <message>
        <source>the newest are of the steps {there}</source>
        <translation>die neuesten sind von den Schritten {there}</translation>
    </message>
    <message>
        <source>the picture&apos;s plane: where the images vary most (PCA), or where the classes lie farthest apart (LDA)</source>
        <translation>die Ebene des Bildes: wo die Bilder am meisten schwanken (PCA), oder wo die Klassen am weitesten auseinander liegen (LDA)</translation>
    </message>
    <message>
        <source>the pile “has it not”</source>
        <translation>Stapel „hat es nicht“</translation>
    </message>
    <message>
        <source>the pile “has it”</source>
        <translation>Stapel „hat es“</translation>
    </message>
    <message>
        <source>the processor</source>
        <translation>der Prozessor</translation>
    </message>
    <message>
        <source>the rest</source>
        <translation>die übrigen</translation>
    </message>
    <message>
        <source>the {name} was {before} and is {now}</source>
        <translation>{name} war {before} und ist {now}</translation>
    </message>
    <message>
        <source>there are</source>
        <translation>vorhanden</translation>
    </message>
    <message>
        <source>there is a text with nothing in it</source>
        <translation>ein Text darin ist leer</translation>
    </message>
    <message>
        <source>there is no applications menu to add to on this system.</source>
        <translation>Auf diesem System gibt es kein Anwendungsmenü, in das sich etwas eintragen ließe.</translation>
    </message>
    <message>
        <source>there is no {name!r}; there are {names}.</source>
        <translation>{name!r} gibt es nicht; es gibt {names}.</translation>
    </message>
    <message>
        <source>there is none yet</source>
        <translation>es gibt noch keinen</translation>
    </message>
    <message>
        <source>these features were hardly reached</source>
        <translation>diese Merkmale wurden kaum erreicht</translation>
    </message>
    <message>
        <source>this image</source>
        <translation>dieses Bild</translation>
    </message>
    <message>
        <source>this installation of torch was built without CUDA (the README says how to get it)</source>
        <translation>diese Installation von torch ist ohne CUDA gebaut (die README sagt, wie man es bekommt)</translation>
    </message>
    <message>
        <source>three bumps</source>
        <translation>drei Höcker</translation>
    </message>
    <message>
        <source>three-bumps-1d</source>
        <translation>drei Höcker 1d</translation>
    </message>
    <message>
        <source>threshold</source>
        <translation>Schwelle</translation>
    </message>
    <message>
        <source>time ({unit})</source>
        <translation>Zeit ({unit})</translation>
    </message>
    <message>
        <source>time of training; 0 is no limit</source>
        <translation>Zeit des Trainings; 0 ist keine Grenze</translation>
    </message>
    <message>
        <source>to</source>
        <translation>zu</translation>
    </message>
    <message>
        <source>today {time}</source>
        <translation>heute {time}</translation>
    </message>
    <message>
        <source>torch is still being loaded</source>
        <translation>torch wird noch geladen</translation>
    </message>
    <message>
        <source>torch was built for</source>
        <translation>torch ist gebaut für</translation>
    </message>
    <message>
        <source>trained</source>
        <translation>trainiert</translation>
    </message>
    <message>
        <source>training</source>
        <translation>trainiert</translation>
    </message>
    <message>
        <source>trajectory</source>
        <translation>Bahn</translation>
    </message>
    <message>
        <source>translation</source>
        <translation>Verschiebung</translation>
    </message>
    <message>
        <source>two bumps</source>
        <translation>zwei Höcker</translation>
    </message>
    <message>
        <source>two-bumps-1d</source>
        <translation>zwei Höcker 1d</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>unverändert</translation>
    </message>
    <message>
        <source>unfolds to more than {limit:,} GB: unpack it, and open folders with less in them</source>
        <translation>entfaltet sich auf mehr als {limit:,} GB: Bitte auspacken und Ordner mit weniger Inhalt öffnen</translation>
    </message>
    <message>
        <source>unfolds to more than {ratio} times its size, as no images do: if you trust it, unpack it and open the folder</source>
        <translation>entfaltet sich auf mehr als das {ratio}-Fache seiner Größe, wie es Bilder nicht tun: Wer ihm traut, packt es aus und öffnet den Ordner</translation>
    </message>
    <message>
        <source>unfolds {name} from {compress_size:,} to {file_size:,} bytes, as no images do</source>
        <translation>entpackt {name} von {compress_size:,} auf {file_size:,} Bytes, wie es Bilder nicht tun</translation>
    </message>
    <message>
        <source>uniform</source>
        <translation>gleichverteilt</translation>
    </message>
    <message>
        <source>uniform-1d</source>
        <translation>gleichverteilt 1d</translation>
    </message>
    <message>
        <source>units of each hidden layer</source>
        <translation>Einheiten jeder versteckten Schicht</translation>
    </message>
    <message>
        <source>units of each hidden layer (mlp)</source>
        <translation>Einheiten jeder versteckten Schicht (MLP)</translation>
    </message>
    <message>
        <source>units of each of the two hidden layers</source>
        <translation>Einheiten jeder der zwei versteckten Schichten</translation>
    </message>
    <message>
        <source>update</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>upper</source>
        <translation>groß</translation>
    </message>
    <message>
        <source>v</source>
        <translation>v</translation>
    </message>
    <message>
        <source>v_optimal</source>
        <translation>v_optimal</translation>
    </message>
    <message>
        <source>val</source>
        <translation>val</translation>
    </message>
    <message>
        <source>variance ratio</source>
        <translation>Varianzverhältnis</translation>
    </message>
    <message>
        <source>variance, score : reparameterised</source>
        <translation>Varianz, Score : reparam.</translation>
    </message>
    <message>
        <source>varied</source>
        <translation>verschieden</translation>
    </message>
    <message>
        <source>varied is dark, white or grey</source>
        <translation>verschieden ist dunkel, weiß oder grau</translation>
    </message>
    <message>
        <source>very different</source>
        <translation>sehr verschieden</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>walk between samples</source>
        <translation>Spaziergang zwischen Stichproben</translation>
    </message>
    <message>
        <source>wasserstein</source>
        <translation>Wasserstein</translation>
    </message>
    <message>
        <source>weight gamma of R2, the same on generated ones; 0 is none</source>
        <translation>Gewicht Gamma von R2, derselben Strafe an erzeugten; 0 ist keine</translation>
    </message>
    <message>
        <source>weight gamma of R2, the same penalty on generated images; 0 is none</source>
        <translation>Gewicht Gamma von R2, derselben Strafe an erzeugten Bildern; 0 ist keine</translation>
    </message>
    <message>
        <source>weight gamma of the KL&apos;s distance to the capacity</source>
        <translation>Gewicht Gamma des Abstands der KL von der Kapazität</translation>
    </message>
    <message>
        <source>weight gamma of the gradient penalty R1; 0 is none</source>
        <translation>Gewicht Gamma der Gradientenstrafe R1; 0 ist keine</translation>
    </message>
    <message>
        <source>weight lambda of coming back: there and back again is the same</source>
        <translation>Gewicht Lambda der Rückkehr: Hin und wieder zurück ist dasselbe</translation>
    </message>
    <message>
        <source>weight lambda of the penalty on slopes other than 1, between real and generated images (WGAN-GP); 0 is none</source>
        <translation>Gewicht Lambda der Strafe auf andere Steilheiten als 1, zwischen echten und erzeugten Bildern (WGAN-GP); 0 ist keine</translation>
    </message>
    <message>
        <source>weight lambda of the penalty on slopes other than 1; 0 is none, or 1 for the loss wasserstein, which needs one</source>
        <translation>Gewicht Lambda der Strafe auf Steigungen, die nicht 1 sind; 0 ist keine, oder 1 beim Verlust Wasserstein, der eine braucht</translation>
    </message>
    <message>
        <source>weight of R1: how flat D is kept at real points; 0 is none</source>
        <translation>Gewicht von R1: wie flach D an echten Punkten gehalten wird; 0 ist keine Strafe</translation>
    </message>
    <message>
        <source>weight of R2: how flat D is kept at generated points; 0 is none</source>
        <translation>Gewicht von R2: wie flach D an erzeugten Punkten gehalten wird; 0 ist keine Strafe</translation>
    </message>
    <message>
        <source>weight of changing nothing in what is of the right kind already, as a share of lambda; against inverted colours; too much, and nothing changes</source>
        <translation>Gewicht dessen, nichts zu ändern, was schon von der richtigen Art ist, als Anteil von Lambda; gegen umgekehrte Farben; bei zu viel ändert sich nichts</translation>
    </message>
    <message>
        <source>weight of pictures of texts half-way between two captions; 0 is none</source>
        <translation>Gewicht von Bildern zu Texten auf halbem Weg zwischen zwei Bildunterschriften; 0 ist keines</translation>
    </message>
    <message>
        <source>weight of the KL term; 1 is the ELBO</source>
        <translation>Gewicht des KL-Terms; 1 ist die ELBO</translation>
    </message>
    <message>
        <source>weight of the mean KL of the conditioning augmentation, which fills the gaps between captions</source>
        <translation>Gewicht der mittleren KL der Augmentierung der Bedingung, die die Lücken zwischen Bildunterschriften füllt</translation>
    </message>
    <message>
        <source>weight of the penalty on slopes of D other than 1; 0 is none</source>
        <translation>Gewicht der Strafe auf Steigungen von D, die nicht 1 sind; 0 ist keine</translation>
    </message>
    <message>
        <source>what computes; auto takes the fastest</source>
        <translation>was rechnet; auto nimmt das Schnellste</translation>
    </message>
    <message>
        <source>what is to be learnt: where the real points lie</source>
        <translation>was zu lernen ist: wo die echten Punkte liegen</translation>
    </message>
    <message>
        <source>what the classes are</source>
        <translation>was die Klassen sind</translation>
    </message>
    <message>
        <source>what the picture&apos;s classifiers know: the two coordinates only, or all pixels of the mean image at each point</source>
        <translation>was die Klassifikatoren des Bildes wissen: nur die zwei Koordinaten, oder alle Pixel des mittleren Bildes an jeder Stelle</translation>
    </message>
    <message>
        <source>what z is drawn from: a normal law, or a square</source>
        <translation>woraus z gezogen wird: aus einer Normalverteilung oder einem Quadrat</translation>
    </message>
    <message>
        <source>where all randomness starts from</source>
        <translation>wo aller Zufall beginnt</translation>
    </message>
    <message>
        <source>where the decoded images are: auto is the memory unless they would take a quarter of it, and then a file in the cache</source>
        <translation>wo die dekodierten Bilder sind: auto ist der Arbeitsspeicher, es sei denn, sie brauchten ein Viertel davon; dann eine Datei im Zwischenspeicher</translation>
    </message>
    <message>
        <source>where the images lie: in the GPU&apos;s memory, where they fit, or not</source>
        <translation>wo die Bilder liegen: im Speicher der GPU, wo sie hineinpassen, oder nicht</translation>
    </message>
    <message>
        <source>where the points lie; those that end in 1d lie on a line</source>
        <translation>wo die Punkte liegen; die mit 1d am Ende liegen auf einer Geraden</translation>
    </message>
    <message>
        <source>where the shapes are</source>
        <translation>wo die Formen sind</translation>
    </message>
    <message>
        <source>which letters</source>
        <translation>welche Buchstaben</translation>
    </message>
    <message>
        <source>white</source>
        <translation>weiß</translation>
    </message>
    <message>
        <source>who learns in a step: both, or one alone</source>
        <translation>wer in einem Schritt lernt: beide, oder einer allein</translation>
    </message>
    <message>
        <source>who learns: both players, or one alone</source>
        <translation>wer lernt: beide Spieler, oder einer allein</translation>
    </message>
    <message>
        <source>width of each mode, line or stroke; 0 is the usual one</source>
        <translation>Breite jeder Mode, jeder Linie und jedes Strichs; 0 ist die übliche</translation>
    </message>
    <message>
        <source>x (upper line) and z (lower line)</source>
        <translation>x (obere Linie) und z (untere Linie)</translation>
    </message>
    <message>
        <source>x = ({x}, {y}): D = {d}, D* = {best}, p_data = {real}, p_g = {fake}</source>
        <translation>x = ({x}; {y}): D = {d}, D* = {best}, p_data = {real}, p_g = {fake}</translation>
    </message>
    <message>
        <source>x, and its reconstruction</source>
        <translation>x, und seine Rekonstruktion</translation>
    </message>
    <message>
        <source>x, and the decoded mean of q</source>
        <translation>x, und das dekodierte Mittel von q</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>your drawing</source>
        <translation>die eigene Zeichnung</translation>
    </message>
    <message>
        <source>z</source>
        <translation>z</translation>
    </message>
    <message>
        <source>z + α v: v leads from the mean of one group to that of the other.</source>
        <translation>z + α v: v führt vom Mittelwert der einen Gruppe zu dem der anderen.</translation>
    </message>
    <message>
        <source>z, and values of the data, drawn for each move</source>
        <translation>z und Werte der Daten, die für jeden Zug gezogen werden</translation>
    </message>
    <message>
        <source>{address} is not a file on this machine; only those can be opened.</source>
        <translation>{address} ist keine Datei auf diesem Rechner; nur solche lassen sich öffnen.</translation>
    </message>
    <message>
        <source>{best} no Gaussian can mend, {encoder} by the encoder</source>
        <translation>{best} behebt keine Normalverteilung, {encoder} vom Encoder</translation>
    </message>
    <message numerus="yes">
        <source>{bounds}
log p(x) = {exact}; %n draw(s) at step {step}</source>
        <translation>
            <numerusform>{bounds}
log p(x) = {exact}; %n Ziehung bei Schritt {step}</numerusform>
            <numerusform>{bounds}
log p(x) = {exact}; %n Ziehungen bei Schritt {step}</numerusform>
        </translation>
    </message>
    <message>
        <source>{captured} of {modes} modes are captured.</source>
        <translation>{captured} von {modes} Moden sind gefunden.</translation>
    </message>
    <message>
        <source>{captured} of {modes} modes, {share} of the samples near one</source>
        <translation>{captured} von {modes} Moden, {share} der Stichproben nahe einer</translation>
    </message>
    <message>
        <source>{child} branches off {parent} at step {step}.</source>
        <translation>{child} ist ein Zweig von {parent}, ab Schritt {step}.</translation>
    </message>
    <message>
        <source>{cores} cores, {threads} threads</source>
        <translation>{cores} Kerne, {threads} Threads</translation>
    </message>
    <message>
        <source>{count:,} images of {side}x{side} pixels take {size}; at most {most} are drawn: choose fewer or smaller images.</source>
        <translation>{count:,} Bilder von {side}x{side} Pixeln brauchen {size}; höchstens {most} werden gezeichnet: Bitte weniger oder kleinere Bilder wählen.</translation>
    </message>
    <message>
        <source>{count} of {all} combinations cannot be held out (held_out): at most {most} can, so that every shape, colour and size is still seen.</source>
        <translation>{count} von {all} Kombinationen lassen sich nicht zurückhalten (held_out): Höchstens {most} gehen, damit jede Form, Farbe und Größe noch zu sehen ist.</translation>
    </message>
    <message>
        <source>{count}, {spread}</source>
        <translation>{count}, {spread}</translation>
    </message>
    <message>
        <source>{day} {month} {year}</source>
        <translation>{day}. {month} {year}</translation>
    </message>
    <message>
        <source>{decoded} · nearest real {real}</source>
        <translation>{decoded} · nächstes echtes {real}</translation>
    </message>
    <message>
        <source>{done:,.0f} of {total}</source>
        <translation>{done:,.0f} von {total}</translation>
    </message>
    <message>
        <source>{done:,.1f} of {total}</source>
        <translation>{done:,.1f} von {total}</translation>
    </message>
    <message>
        <source>{done:,} of {total:,}</source>
        <translation>{done:,} von {total:,}</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} von {total}</translation>
    </message>
    <message>
        <source>{done} of {total} points, about {seconds} s left</source>
        <translation>{done} von {total} Punkten, noch etwa {seconds} s</translation>
    </message>
    <message>
        <source>{done}, {time} left</source>
        <translation>{done}, noch {time}</translation>
    </message>
    <message>
        <source>{evidence} = {elbo} + {gap} nats</source>
        <translation>{evidence} = {elbo} + {gap} Nats</translation>
    </message>
    <message>
        <source>{evidence} = {elbo} + {gap} nats; the ELBO is {reconstruction} - {kl}</source>
        <translation>{evidence} = {elbo} + {gap} Nats; die ELBO ist {reconstruction} - {kl}</translation>
    </message>
    <message>
        <source>{factor}: large</source>
        <translation>{factor}: groß</translation>
    </message>
    <message>
        <source>{family} cannot do this</source>
        <translation>{family} kann das nicht</translation>
    </message>
    <message>
        <source>{family} cannot draw what a caption says</source>
        <translation>{family} kann nicht zeichnen, was eine Bildunterschrift sagt</translation>
    </message>
    <message>
        <source>{family} cannot encode images</source>
        <translation>{family} kann keine Bilder kodieren</translation>
    </message>
    <message>
        <source>{family} cannot make images</source>
        <translation>{family} kann keine Bilder erzeugen</translation>
    </message>
    <message>
        <source>{family} cannot turn pictures of one kind into another</source>
        <translation>{family} kann aus Bildern einer Art keine einer anderen machen</translation>
    </message>
    <message>
        <source>{family} has no discriminator</source>
        <translation>{family} hat keinen Diskriminator</translation>
    </message>
    <message>
        <source>{family} has no likelihood</source>
        <translation>{family} hat keine Likelihood</translation>
    </message>
    <message>
        <source>{figures} {warning}</source>
        <translation>{figures} {warning}</translation>
    </message>
    <message>
        <source>{figure} → {target}</source>
        <translation>{figure} → {target}</translation>
    </message>
    <message>
        <source>{file} does not hold the weights of the FID&apos;s Inception-v3: {reason}. Take another file.</source>
        <translation>{file} enthält nicht die Gewichte des Inception-v3 der FID: {reason}. Bitte eine andere Datei nehmen.</translation>
    </message>
    <message>
        <source>{file} does not hold the weights of torchvision&apos;s VGG-19: {reason}. Take another file.</source>
        <translation>{file} enthält nicht die Gewichte des VGG-19 von torchvision: {reason}. Bitte eine andere Datei nehmen.</translation>
    </message>
    <message>
        <source>{file} is a pickled file, which could run any program when it is read: convert it to .safetensors first (the guide&apos;s page on features tells how).</source>
        <translation>{file} ist mit pickle geschrieben, und eine solche Datei könnte beim Lesen jedes Programm ausführen: Bitte zuerst in .safetensors umwandeln (die Seite des Handbuchs über Merkmale sagt, wie).</translation>
    </message>
    <message>
        <source>{file}: {reason}</source>
        <translation>{file}: {reason}</translation>
    </message>
    <message>
        <source>{first} + ({second}) = {sum}. With the D of now, V is {v}: less, as it must be.</source>
        <translation>{first} + ({second}) = {sum}. Mit dem jetzigen D ist V {v}: weniger, wie es sein muss.</translation>
    </message>
    <message>
        <source>{first} and {second} are opened as two kinds of pictures: Train learns to turn one into the other.</source>
        <translation>{first} und {second} werden als zwei Arten von Bildern geöffnet: „Trainieren“ lernt, aus der einen die andere zu machen.</translation>
    </message>
    <message>
        <source>{first} → {second}</source>
        <translation>{first} → {second}</translation>
    </message>
    <message>
        <source>{first} → {second} → {first}</source>
        <translation>{first} → {second} → {first}</translation>
    </message>
    <message>
        <source>{folder} cannot be read: {reason}.</source>
        <translation>{folder} ist nicht lesbar: {reason}.</translation>
    </message>
    <message>
        <source>{folder} could not be moved to the trash: {error}.</source>
        <translation>{folder} konnte nicht in den Papierkorb gelegt werden: {error}.</translation>
    </message>
    <message>
        <source>{folder} holds no good checkpoint. {problems}</source>
        <translation>{folder} enthält keinen brauchbaren Sicherungspunkt. {problems}</translation>
    </message>
    <message>
        <source>{folder} holds several sets of images: give one file of images, such as {files}.</source>
        <translation>{folder} enthält mehrere Bildersammlungen: Bitte eine Bilddatei wie {files} angeben.</translation>
    </message>
    <message>
        <source>{folder} is damaged, and there is no checkpoint to restore it from.</source>
        <translation>{folder} ist beschädigt, und es gibt keinen Sicherungspunkt, um es wiederherzustellen.</translation>
    </message>
    <message>
        <source>{folder} is not a run, so it is left where it is.</source>
        <translation>{folder} ist kein Lauf und bleibt deshalb, wo es ist.</translation>
    </message>
    <message>
        <source>{folder} is not a run: choose a folder that holds {record}.</source>
        <translation>{folder} ist kein Lauf: Bitte einen Ordner wählen, der {record} enthält.</translation>
    </message>
    <message>
        <source>{free} {told}</source>
        <translation>{free} {told}</translation>
    </message>
    <message>
        <source>{gpu} · {used} of {total}</source>
        <translation>{gpu} · {used} von {total}</translation>
    </message>
    <message numerus="yes">
        <source>{group}: %n picture(s)</source>
        <translation>
            <numerusform>{group}: %n Bild</numerusform>
            <numerusform>{group}: %n Bilder</numerusform>
        </translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} h {minutes} min</translation>
    </message>
    <message>
        <source>{how}: {pairs} of 100 pairs in the right order (AUC {auc}).</source>
        <translation>{how}: {pairs} von 100 Paaren in der richtigen Reihenfolge (AUC {auc}).</translation>
    </message>
    <message>
        <source>{images_path} holds labels: give the file of images.</source>
        <translation>{images_path} enthält Klassen: Bitte die Datei mit den Bildern angeben.</translation>
    </message>
    <message>
        <source>{images}, {classes}</source>
        <translation>{images}, {classes}</translation>
    </message>
    <message>
        <source>{images}, {width}×{height} colour</source>
        <translation>{images}, {width}×{height}, farbig</translation>
    </message>
    <message>
        <source>{images}, {width}×{height} grey</source>
        <translation>{images}, {width}×{height}, grau</translation>
    </message>
    <message>
        <source>{image} · distance {gap}</source>
        <translation>{image} · Abstand {gap}</translation>
    </message>
    <message>
        <source>{image} · {label}</source>
        <translation>{image} · {label}</translation>
    </message>
    <message>
        <source>{image}: {label}</source>
        <translation>{image}: {label}</translation>
    </message>
    <message>
        <source>{keys} again: the glossary</source>
        <translation>{keys} noch einmal: das Glossar</translation>
    </message>
    <message>
        <source>{labels_path} holds {found:,} labels for {count:,} images.</source>
        <translation>{labels_path} enthält {found:,} Klassen für {count:,} Bilder.</translation>
    </message>
    <message>
        <source>{label} ({name}) is {value}; it must be {allowed}.</source>
        <translation>{label} ({name}) ist {value}; erlaubt ist {allowed}.</translation>
    </message>
    <message>
        <source>{label} ({unit})</source>
        <translation>{label} ({unit})</translation>
    </message>
    <message>
        <source>{label} must be {allowed}.</source>
        <translation>{label}: erlaubt ist {allowed}.</translation>
    </message>
    <message>
        <source>{left} to {right}</source>
        <translation>{left} bis {right}</translation>
    </message>
    <message>
        <source>{mark} Measured: {text}</source>
        <translation>{mark} Gemessen: {text}</translation>
    </message>
    <message>
        <source>{met}, but not {missed} ✗</source>
        <translation>{met}, aber nicht {missed} ✗</translation>
    </message>
    <message>
        <source>{met}: as wanted ✓</source>
        <translation>{met}: wie gewünscht ✓</translation>
    </message>
    <message>
        <source>{minutes} min {seconds} s</source>
        <translation>{minutes} min {seconds} s</translation>
    </message>
    <message>
        <source>{model} + class</source>
        <translation>{model} + Klasse</translation>
    </message>
    <message>
        <source>{model} on {data}</source>
        <translation>{model} mit {data}</translation>
    </message>
    <message>
        <source>{model}, from the preset {name}</source>
        <translation>{model}, vom Ausgangspunkt {name}</translation>
    </message>
    <message>
        <source>{model}, told the class</source>
        <translation>{model}, mit Klasse</translation>
    </message>
    <message>
        <source>{names} cannot change in a branch: the model would have other weights. Train a new run for that.</source>
        <translation>In einem Zweig nicht zu ändern: {names}; das Modell hätte andere Gewichte. Bitte dafür einen neuen Lauf trainieren.</translation>
    </message>
    <message>
        <source>{name} (built in)</source>
        <translation>{name} (eingebaut)</translation>
    </message>
    <message>
        <source>{name} (downloaded)</source>
        <translation>{name} (heruntergeladen)</translation>
    </message>
    <message>
        <source>{name} (drawn)</source>
        <translation>{name} (gezeichnet)</translation>
    </message>
    <message>
        <source>{name} ({size} to download)</source>
        <translation>{name} ({size} herunterzuladen)</translation>
    </message>
    <message>
        <source>{name} = {logs} + {widths} + {means} - 0.5 = {sum} nats</source>
        <translation>{name} = {logs} + {widths} + {means} - 0,5 = {sum} Nats</translation>
    </message>
    <message>
        <source>{name} cannot be downloaded ({why}). Check the connection and try again, or get it from {urls} and put it into {place}.</source>
        <translation>{name} lässt sich nicht herunterladen ({why}). Bitte die Verbindung prüfen und noch einmal versuchen, oder die Datei von {urls} holen und in {place} ablegen.</translation>
    </message>
    <message>
        <source>{name} cannot be read ({reason})</source>
        <translation>{name} ist nicht lesbar ({reason})</translation>
    </message>
    <message>
        <source>{name} cannot be read: install genstudio again.</source>
        <translation>{name} ist nicht lesbar: Bitte genstudio neu installieren.</translation>
    </message>
    <message>
        <source>{name} cannot be read: {reason}.</source>
        <translation>{name} ist nicht lesbar: {reason}.</translation>
    </message>
    <message>
        <source>{name} cannot be read: {why}.</source>
        <translation>{name} ist nicht lesbar: {why}.</translation>
    </message>
    <message>
        <source>{name} cannot be written ({reason}): choose another folder.</source>
        <translation>{name} lässt sich nicht schreiben ({reason}): Bitte einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>{name} cannot be written into {folder} ({what}): make room there, or set the variable GENSTUDIO_CACHE to another folder.</source>
        <translation>{name} lässt sich nicht in {folder} schreiben ({what}): Bitte dort Platz schaffen oder die Variable GENSTUDIO_CACHE auf einen anderen Ordner setzen.</translation>
    </message>
    <message>
        <source>{name} cannot be written: {reason}</source>
        <translation>{name} lässt sich nicht schreiben: {reason}</translation>
    </message>
    <message>
        <source>{name} cannot be written: {reason}.</source>
        <translation>{name} lässt sich nicht schreiben: {reason}.</translation>
    </message>
    <message>
        <source>{name} cannot change during training; these can: {names}.</source>
        <translation>{name} lässt sich im Training nicht ändern; möglich ist das bei: {names}.</translation>
    </message>
    <message>
        <source>{name} cannot change here; these can: {names}.</source>
        <translation>{name} lässt sich hier nicht ändern; diese schon: {names}.</translation>
    </message>
    <message>
        <source>{name} cannot change while it runs: reset the bench.</source>
        <translation>{name} lässt sich nicht ändern, während der Versuch läuft: Bitte den Versuch zurücksetzen.</translation>
    </message>
    <message>
        <source>{name} cannot take part with these data; these can: {names}.</source>
        <translation>{name} kann bei diesen Daten nicht mitmachen; diese können es: {names}.</translation>
    </message>
    <message>
        <source>{name} draws</source>
        <translation>{name} zeichnet</translation>
    </message>
    <message>
        <source>{name} goes to the trash.</source>
        <translation>{name} kommt in den Papierkorb.</translation>
    </message>
    <message>
        <source>{name} has more than {most} rows: choose fewer.</source>
        <translation>{name} hat mehr als {most} Zeilen: Bitte weniger wählen.</translation>
    </message>
    <message>
        <source>{name} has no labels to tell apart: choose the digits, or a folder with one folder a class.</source>
        <translation>{name} hat keine Klassen, die zu unterscheiden wären: Bitte die Ziffern wählen, oder einen Ordner mit einem Ordner je Klasse.</translation>
    </message>
    <message>
        <source>{name} has no value {value}; take one of {values}.</source>
        <translation>{name} hat keinen Wert {value}; bitte einen von diesen nehmen: {values}.</translation>
    </message>
    <message>
        <source>{name} has no value {value}; there are {names}.</source>
        <translation>{name} hat keinen Wert {value}; es gibt {names}.</translation>
    </message>
    <message>
        <source>{name} has the wrong length</source>
        <translation>{name} hat die falsche Länge</translation>
    </message>
    <message>
        <source>{name} has {count} points; at least {fewest} are needed.</source>
        <translation>{name} hat {count} Punkte; nötig sind mindestens {fewest}.</translation>
    </message>
    <message>
        <source>{name} in {place} is not the published file, and it cannot be downloaded anew ({why}). Check the connection, or get it from {urls} and put it there.</source>
        <translation>{name} in {place} ist nicht die veröffentlichte Datei und lässt sich nicht neu herunterladen ({why}). Bitte die Verbindung prüfen oder die Datei von {urls} holen und dort ablegen.</translation>
    </message>
    <message>
        <source>{name} is damaged ({reason}), so it is left alone: move it away to begin anew.</source>
        <translation>{name} ist beschädigt ({reason}) und bleibt, wie es ist: Bitte wegräumen, um neu zu beginnen.</translation>
    </message>
    <message>
        <source>{name} is missing</source>
        <translation>{name} fehlt</translation>
    </message>
    <message>
        <source>{name} is neither a folder of pictures nor an archive of one (.zip, .tar, .tar.gz).</source>
        <translation>{name} ist weder ein Ordner mit Bildern noch ein Archiv davon (.zip, .tar, .tar.gz).</translation>
    </message>
    <message>
        <source>{name} is no text: choose a CSV file with two columns of numbers.</source>
        <translation>{name} ist kein Text: Bitte eine CSV-Datei mit zwei Spalten von Zahlen wählen.</translation>
    </message>
    <message>
        <source>{name} is not a folder: choose another one.</source>
        <translation>{name} ist kein Ordner: Bitte einen anderen wählen.</translation>
    </message>
    <message>
        <source>{name} is not finite</source>
        <translation>{name} ist nicht endlich</translation>
    </message>
    <message>
        <source>{name} is not in the network</source>
        <translation>{name} gibt es im Netz nicht</translation>
    </message>
    <message>
        <source>{name} is not on this computer any more.</source>
        <translation>{name} ist nicht mehr auf diesem Rechner.</translation>
    </message>
    <message>
        <source>{name} is not on this computer: it has to be downloaded ({size}).</source>
        <translation>{name} ist nicht auf diesem Rechner: Es muss heruntergeladen werden ({size}).</translation>
    </message>
    <message>
        <source>{name} is not the name of a PNG file; give it the ending .png.</source>
        <translation>{name} ist kein Name einer PNG-Datei; bitte mit der Endung .png angeben.</translation>
    </message>
    <message>
        <source>{name} is not the name of a film; give it the ending .gif or .mp4, or .png for a strip of pictures.</source>
        <translation>{name} ist kein Name eines Films; bitte mit der Endung .gif oder .mp4 angeben, oder .png für einen Bilderstreifen.</translation>
    </message>
    <message>
        <source>{name} is not the name of an HTML file; give it the ending .html.</source>
        <translation>{name} ist kein Name einer HTML-Datei; bitte mit der Endung .html angeben.</translation>
    </message>
    <message>
        <source>{name} is not what was written</source>
        <translation>{name} ist nicht, was geschrieben wurde</translation>
    </message>
    <message>
        <source>{name} is too small to have test images; add images.</source>
        <translation>{name} ist zu klein für Testbilder; bitte Bilder hinzufügen.</translation>
    </message>
    <message>
        <source>{name} is {found}</source>
        <translation>{name} ist {found}</translation>
    </message>
    <message>
        <source>{name} names no mask.</source>
        <translation>{name} benennt keine Maske.</translation>
    </message>
    <message>
        <source>{name} of each class</source>
        <translation>{name} je Klasse</translation>
    </message>
    <message>
        <source>{name} only describes a run. Open it in the run&apos;s own folder, which also holds what was trained.</source>
        <translation>{name} beschreibt einen Lauf nur. Bitte im Ordner des Laufs öffnen; dort liegt auch, was trainiert wurde.</translation>
    </message>
    <message>
        <source>{name} was made for a newer genstudio: bring this one up to date.</source>
        <translation>{name} ist für ein neueres genstudio gemacht: Bitte dieses aktualisieren.</translation>
    </message>
    <message>
        <source>{name} {area}</source>
        <translation>{name} {area}</translation>
    </message>
    <message>
        <source>{name}, step {step:,}</source>
        <translation>{name}, Schritt {step:,}</translation>
    </message>
    <message>
        <source>{name}, {number} of {count}</source>
        <translation>{name}, {number} von {count}</translation>
    </message>
    <message>
        <source>{name}, {size:.0f} GB</source>
        <translation>{name}, {size:.0f}&#xa0;GB</translation>
    </message>
    <message>
        <source>{name}: none</source>
        <translation>{name}: keine</translation>
    </message>
    <message>
        <source>{name}: {count}</source>
        <translation>{name}: {count}</translation>
    </message>
    <message>
        <source>{name}: {label}</source>
        <translation>{name}: {label}</translation>
    </message>
    <message>
        <source>{name}: {share}</source>
        <translation>{name}: {share}</translation>
    </message>
    <message>
        <source>{name}: {train:,} images to learn from, {test:,} to test.</source>
        <translation>{name}: {train:,} Bilder zum Lernen, {test:,} zum Testen.</translation>
    </message>
    <message>
        <source>{number} of {count}</source>
        <translation>{number} von {count}</translation>
    </message>
    <message>
        <source>{number} {unit}</source>
        <translation>{number} {unit}</translation>
    </message>
    <message>
        <source>{path} cannot be read: {reason}.</source>
        <translation>{path} ist nicht lesbar: {reason}.</translation>
    </message>
    <message>
        <source>{path} is damaged: delete it and type genstudio desktop install again.</source>
        <translation>{path} ist beschädigt: Bitte löschen und noch einmal genstudio desktop install eingeben.</translation>
    </message>
    <message>
        <source>{picture} of {data}, moved from {away} towards {towards} with strength {strength}; {features}.</source>
        <translation>{picture} von {data}, von {away} nach {towards} mit der Stärke {strength} bewegt; {features}.</translation>
    </message>
    <message>
        <source>{picture} was made at step {step}, which was not kept; {there} is the nearest.</source>
        <translation>{picture} entstand bei Schritt {step}, der nicht behalten wurde; {there} ist der nächste.</translation>
    </message>
    <message>
        <source>{picture} was made with the run {run}, which is not in {folder}.</source>
        <translation>{picture} entstand mit dem Lauf {run}, der nicht in {folder} liegt.</translation>
    </message>
    <message>
        <source>{place}, drawing</source>
        <translation>{place}, zeichnet</translation>
    </message>
    <message>
        <source>{player} {number} of {of}: {said}</source>
        <translation>{player} {number} von {of}: {said}</translation>
    </message>
    <message>
        <source>{root} cannot be opened: {reason}.</source>
        <translation>{root} lässt sich nicht öffnen: {reason}.</translation>
    </message>
    <message>
        <source>{run} does not draw from captions: choose runs of {names}.</source>
        <translation>{run} zeichnet nicht nach Bildunterschriften: Bitte Läufe von {names} wählen.</translation>
    </message>
    <message>
        <source>{run} has no checkpoint yet: train it first.</source>
        <translation>{run} hat noch keinen Sicherungspunkt: Bitte den Lauf erst trainieren.</translation>
    </message>
    <message>
        <source>{run} has no encoder, so it has no features: take those of a VAE, a classifier or random weights.</source>
        <translation>{run} hat keinen Encoder und deshalb keine Merkmale: Bitte die eines VAE, eines Klassifikators oder zufälliger Gewichte nehmen.</translation>
    </message>
    <message>
        <source>{run} – genstudio</source>
        <translation>{run} – genstudio</translation>
    </message>
    <message>
        <source>{run}, step {step:,}</source>
        <translation>{run}, Schritt {step:,}</translation>
    </message>
    <message>
        <source>{said}, R-hat {r_hat}{apart}, worth {count} draws</source>
        <translation>{said}, R-hat {r_hat}{apart}, so viel wert wie {count} Ziehungen</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <source>{seconds} s of training</source>
        <translation>{seconds} s Training</translation>
    </message>
    <message>
        <source>{setting} = {value}</source>
        <translation>{setting} = {value}</translation>
    </message>
    <message>
        <source>{share:.0%} of the way</source>
        <translation>{share:.0%} des Weges</translation>
    </message>
    <message>
        <source>{share} accepted</source>
        <translation>{share} angenommen</translation>
    </message>
    <message>
        <source>{share} of the prior lies farther out</source>
        <translation>{share} des Priors weiter außen</translation>
    </message>
    <message>
        <source>{share} of the way</source>
        <translation>{share} des Weges</translation>
    </message>
    <message>
        <source>{share} {before}</source>
        <translation>{share} {before}</translation>
    </message>
    <message>
        <source>{share} – {title}</source>
        <translation>{share} – {title}</translation>
    </message>
    <message>
        <source>{shown} does not fit into memory.</source>
        <translation>{shown} passt nicht in den Speicher.</translation>
    </message>
    <message>
        <source>{shown} is an archive that is not read here (.zip, .tar and .tar.gz are): unpack it and give the folder.</source>
        <translation>{shown} ist ein Archiv, das hier nicht gelesen wird (.zip, .tar und .tar.gz werden es): Bitte auspacken und den Ordner angeben.</translation>
    </message>
    <message>
        <source>{shown} is damaged or not what its name says ({what}).</source>
        <translation>{shown} ist beschädigt oder nicht, was der Name sagt ({what}).</translation>
    </message>
    <message>
        <source>{shown} is not data that can be read: give {kinds}.</source>
        <translation>{shown} sind keine lesbaren Daten: Bitte {kinds} angeben.</translation>
    </message>
    <message>
        <source>{shown} of {count} selected points</source>
        <translation>{shown} von {count} ausgewählten Punkten</translation>
    </message>
    <message>
        <source>{shown} {error}.</source>
        <translation>{shown} {error}.</translation>
    </message>
    <message>
        <source>{size:,.0f} MB</source>
        <translation>{size:,.0f} MB</translation>
    </message>
    <message>
        <source>{size:,.1f} GB</source>
        <translation>{size:,.1f} GB</translation>
    </message>
    <message>
        <source>{size:,.1f} MB</source>
        <translation>{size:,.1f} MB</translation>
    </message>
    <message>
        <source>{size:.0f} MB</source>
        <translation>{size:.0f}&#xa0;MB</translation>
    </message>
    <message>
        <source>{size:.1f} GB</source>
        <translation>{size:.1f}&#xa0;GB</translation>
    </message>
    <message>
        <source>{size} GB</source>
        <translation>{size}&#xa0;GB</translation>
    </message>
    <message>
        <source>{size} GB free.</source>
        <translation>{size}&#xa0;GB frei.</translation>
    </message>
    <message>
        <source>{source} has changed since the run was trained on it; put the data back as they were.</source>
        <translation>{source} hat sich geändert, seit der Lauf damit trainiert wurde; bitte die Daten in den alten Stand bringen.</translation>
    </message>
    <message>
        <source>{speed:g} x</source>
        <translation>{speed:g} x</translation>
    </message>
    <message>
        <source>{state}, at step {step}</source>
        <translation>{state}, bei Schritt {step}</translation>
    </message>
    <message>
        <source>{state}: {why}</source>
        <translation>{state}: {why}</translation>
    </message>
    <message>
        <source>{status}, step {step}, {when}</source>
        <translation>{status}, Schritt {step}, {when}</translation>
    </message>
    <message>
        <source>{step} (the newest)</source>
        <translation>{step} (der neueste)</translation>
    </message>
    <message>
        <source>{step} of {steps}</source>
        <translation>{step} von {steps}</translation>
    </message>
    <message>
        <source>{sure} sure</source>
        <translation>{sure} sicher</translation>
    </message>
    <message>
        <source>{sure} sure; it cannot reject</source>
        <translation>{sure} sicher; ablehnen kann sie nicht</translation>
    </message>
    <message>
        <source>{target} cannot be written: {reason}.</source>
        <translation>{target} lässt sich nicht schreiben: {reason}.</translation>
    </message>
    <message>
        <source>{term} diverged</source>
        <translation>{term} divergiert</translation>
    </message>
    <message>
        <source>{term} is not a finite number at step {step:,}: training has stopped.</source>
        <translation>{term} ist bei Schritt {step:,} keine endliche Zahl: Das Training ist beendet.</translation>
    </message>
    <message>
        <source>{term} is not a finite number at step {step:,}: try a lower learning rate.</source>
        <translation>{term} ist bei Schritt {step:,} keine endliche Zahl: Bitte eine niedrigere Lernrate versuchen.</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>noch {time}</translation>
    </message>
    <message>
        <source>{title} – genstudio guide</source>
        <translation>{title} – Handbuch zu genstudio</translation>
    </message>
    <message>
        <source>{title}, finished</source>
        <translation>{title}, abgeschlossen</translation>
    </message>
    <message>
        <source>{title}, {place}: {values}</source>
        <translation>{title}, {place}: {values}</translation>
    </message>
    <message>
        <source>{used:,} of {all:,} images are used</source>
        <translation>{used:,} von {all:,} Bildern werden benutzt</translation>
    </message>
    <message>
        <source>{used} of {count} above 0.01</source>
        <translation>{used} von {count} über 0,01</translation>
    </message>
    <message>
        <source>{used} of {count} dimensions say anything about the image; their KL is {total:.2f} nats in all.</source>
        <translation>{used} von {count} Dimensionen sagen etwas über das Bild; ihre KL ist zusammen {total:.2f} Nats.</translation>
    </message>
    <message>
        <source>{value} nats</source>
        <translation>{value} Nats</translation>
    </message>
    <message>
        <source>{value} {attribute}</source>
        <translation>{value} {attribute}</translation>
    </message>
    <message>
        <source>{value} ± {error} nats</source>
        <translation>{value} ± {error} Nats</translation>
    </message>
    <message>
        <source>{way}: {mean} ± {error}, variance {variance} ({ratio} times)</source>
        <translation>{way}: {mean} ± {error}, Varianz {variance} ({ratio}×)</translation>
    </message>
    <message>
        <source>{what}, {time}</source>
        <translation>{what}, {time}</translation>
    </message>
    <message>
        <source>{what}; the queue is paused</source>
        <translation>{what}; die Warteschlange ist angehalten</translation>
    </message>
    <message numerus="yes">
        <source>{width} x {height} pixels with %n channel(s)</source>
        <translation>
            <numerusform>{width} x {height} Pixel mit %n Kanal</numerusform>
            <numerusform>{width} x {height} Pixel mit %n Kanälen</numerusform>
        </translation>
    </message>
    <message>
        <source>{width} × {height} px</source>
        <translation>{width} × {height} px</translation>
    </message>
    <message>
        <source>{word}: no caption of the data has this word</source>
        <translation>{word}: steht in keiner Bildunterschrift der Daten</translation>
    </message>
    <message>
        <source>|D - D*|</source>
        <translation>|D - D*|</translation>
    </message>
    <message>
        <source>|D − D*|</source>
        <translation>|D − D*|</translation>
    </message>
    <message>
        <source>½|z|² [nats]</source>
        <translation>½|z|² [Nats]</translation>
    </message>
    <message>
        <source>α {alpha}</source>
        <translation>α {alpha}</translation>
    </message>
    <message>
        <source>“Man with glasses − man + woman”, in what is known of these data</source>
        <translation>„Mann mit Brille − Mann + Frau“, mit dem, was von diesen Daten bekannt ist</translation>
    </message>
    <message>
        <source>“has it not”</source>
        <translation>„hat es nicht“</translation>
    </message>
    <message>
        <source>“has it”</source>
        <translation>„hat es“</translation>
    </message>
    <message>
        <source>“{words}”</source>
        <translation>„{words}“</translation>
    </message>
    <message>
        <source>−log 4</source>
        <translation>−log 4</translation>
    </message>
    <message>
        <source>−log p(known | z) [nats]</source>
        <translation>−log p(bekannt | z) [Nats]</translation>
    </message>
    <message>
        <source>−{log} + 2 · {jsd} = {sum}</source>
        <translation>−{log} + 2 · {jsd} = {sum}</translation>
    </message>
    <message>
        <source>−{log} − {log} + {first} + {second} = {sum}</source>
        <translation>−{log} − {log} + {first} + {second} = {sum}</translation>
    </message>
    <message>
        <source>✓ Done.</source>
        <translation>✓ Erledigt.</translation>
    </message>
    <message>
        <source>✓ {choice}</source>
        <translation>✓ {choice}</translation>
    </message>
    <message>
        <source>✓ {title}</source>
        <translation>✓ {title}</translation>
    </message>
    <message>
        <source>⠿ Drag</source>
        <translation>⠿ Ziehen</translation>
    </message>
</context>
</TS>
