"""Topics, promises and references become data of their own; every request keeps what it said.

The guard on the frozen columns (academy/basis/feiten.py) hangs on the column that goes, so it is taken off first;
after every migrate it is placed again.
"""

import hashlib
from datetime import date, timedelta

import django.core.validators
import django.db.models.deletion
from dateutil.easter import easter
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone

ONDERWERPEN = {
    'kennismaking': 'Kennismaking',
    'opleidingen': 'Opleidingen',
    'casuistiek': 'Casuïstiek',
    'anders': 'Anders',
}


# References and working days as they were when this migration was written: what the site promises may change later.
def kenmerk_van(sleutel):
    getal = int.from_bytes(hashlib.sha256(sleutel.bytes).digest()[:5], 'big')
    tekens = ''.join('0123456789ABCDEFGHJKMNPQRSTVWXYZ'[getal >> 5 * plaats & 31] for plaats in range(8))
    return f'{tekens[:4]}-{tekens[4:]}'


def is_werkdag(dag):
    pasen = easter(dag.year)
    koningsdag = date(dag.year, 4, 27)
    vrij = {date(dag.year, maand, nummer) for maand, nummer in ((1, 1), (5, 5), (12, 25), (12, 26))}
    vrij |= {pasen + timedelta(days=dagen) for dagen in (-2, 1, 39, 50)}
    vrij.add(koningsdag - timedelta(days=koningsdag.weekday() == 6))
    return dag.weekday() < 5 and dag not in vrij


def na_werkdagen(dag, aantal):
    while aantal:
        dag += timedelta(days=1)
        aantal -= is_werkdag(dag)
    return dag


def haal_wachter_weg(apps, schema_editor):
    plaats = '' if schema_editor.connection.vendor == 'sqlite' else ' ON "contact_contactverzoek"'
    schema_editor.execute(f'DROP TRIGGER IF EXISTS "contact_contactverzoek_onveranderlijk"{plaats}')


def vul_onderwerpen(apps, schema_editor):
    Onderwerp = apps.get_model('contact', 'Onderwerp')
    Contactverzoek = apps.get_model('contact', 'Contactverzoek')
    pagina = apps.get_model('contact', 'ContactPagina').objects.first()
    werkdagen = pagina.beloofde_reactie_werkdagen if pagina else 3
    for plaats, (sleutel, naam) in enumerate(ONDERWERPEN.items(), 1):
        onderwerp = Onderwerp.objects.create(naam=naam, volgorde=10 * plaats, werkdagen=max(werkdagen, 1))
        Contactverzoek.objects.filter(onderwerp=sleutel).update(nieuw_onderwerp=onderwerp)
    for verzoek in Contactverzoek.objects.iterator():
        Contactverzoek.objects.filter(pk=verzoek.pk).update(
            kenmerk=kenmerk_van(verzoek.formulier_sleutel),
            uiterlijk_op=na_werkdagen(timezone.localdate(verzoek.ontvangen_op), max(werkdagen, 1)),
        )
    # PostgreSQL changes no table while checks on its rows still wait for the end of the transaction.
    schema_editor.connection.check_constraints()


def zet_onderwerpen_terug(apps, schema_editor):
    Contactverzoek = apps.get_model('contact', 'Contactverzoek')
    sleutels = {naam: sleutel for sleutel, naam in ONDERWERPEN.items()}
    for verzoek in Contactverzoek.objects.select_related('nieuw_onderwerp').iterator():
        sleutel = sleutels.get(verzoek.nieuw_onderwerp.naam, 'anders')
        Contactverzoek.objects.filter(pk=verzoek.pk).update(onderwerp=sleutel)
    schema_editor.connection.check_constraints()


class Migration(migrations.Migration):

    dependencies = [
        ('basis', '0002_initial'),
        ('contact', '0002_initial'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(haal_wachter_weg, migrations.RunPython.noop),
        migrations.CreateModel(
            name='Antwoordsjabloon',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('naam', models.CharField(help_text="Alleen voor uzelf en uw collega's.", max_length=80, unique=True, verbose_name='naam')),
                ('onderwerp', models.CharField(help_text='U kunt gebruiken: {naam} {onderwerp} {kenmerk} {ontvangen_op} {medewerker}', max_length=150, verbose_name='onderwerp van de e-mail')),
                ('tekst', models.TextField(help_text='U kunt gebruiken: {naam} {onderwerp} {kenmerk} {ontvangen_op} {medewerker}', max_length=8000, verbose_name='tekst')),
            ],
            options={
                'verbose_name': 'antwoordsjabloon',
                'verbose_name_plural': 'antwoordsjablonen',
                'ordering': ['naam'],
            },
        ),
        migrations.CreateModel(
            name='ContactInstellingen',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('bewaar_afgerond_maanden', models.PositiveSmallIntegerField(default=12, help_text='Geteld vanaf de dag van afronden. Pas ook de tekst van de privacypagina aan.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(120)], verbose_name='afgeronde verzoeken bewaren (maanden)')),
                ('bewaar_spam_dagen', models.PositiveSmallIntegerField(default=30, help_text='Zo lang kunt u een bericht nog uit de spam halen. Pas ook de privacypagina aan.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='spam bewaren (dagen)')),
            ],
            options={
                'verbose_name': 'instellingen van contact',
            },
        ),
        migrations.CreateModel(
            name='Maandtelling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('maand', models.DateField(help_text='Eerste dag van de maand van ontvangst.', verbose_name='maand')),
                ('status', models.CharField(choices=[('nieuw', 'nieuw'), ('te_controleren', 'te controleren'), ('in_behandeling', 'in behandeling'), ('afgerond', 'afgerond'), ('spam', 'spam')], max_length=20, verbose_name='status')),
                ('werkdagen', models.PositiveSmallIntegerField(help_text='Leeg: er kwam geen reactie.', null=True, verbose_name='werkdagen tot de eerste reactie')),
                ('aantal', models.PositiveIntegerField(default=0, verbose_name='aantal')),
            ],
            options={
                'verbose_name': 'maandtelling',
                'verbose_name_plural': 'maandtellingen',
                'ordering': ['-maand', 'onderwerp'],
            },
        ),
        migrations.CreateModel(
            name='Onderwerp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('naam', models.CharField(max_length=60, unique=True, verbose_name='naam')),
                ('volgorde', models.PositiveSmallIntegerField(default=10, help_text='Het laagste getal staat bovenaan in het formulier.', verbose_name='volgorde')),
                ('actief', models.BooleanField(default=True, help_text='Uit: bezoekers zien dit onderwerp niet meer. Oude verzoeken houden het.', verbose_name='te kiezen in het formulier')),
                ('werkdagen', models.PositiveSmallIntegerField(default=3, help_text='Dit beloven wij de afzender. Een nieuwe belofte geldt voor nieuwe verzoeken.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='reactie binnen (werkdagen)')),
            ],
            options={
                'verbose_name': 'onderwerp',
                'verbose_name_plural': 'onderwerpen',
                'ordering': ['volgorde', 'naam'],
            },
        ),
        migrations.CreateModel(
            name='Verwijdering',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('op', models.DateTimeField(auto_now_add=True, verbose_name='op')),
                ('regel', models.CharField(choices=[('afgerond', 'bewaartermijn van afgeronde verzoeken'), ('spam', 'bewaartermijn van spam'), ('persoon', 'op verzoek van een persoon'), ('los', 'één verzoek, door een medewerker')], max_length=20, verbose_name='regel')),
                ('termijn', models.CharField(blank=True, max_length=40, verbose_name='termijn')),
                ('aantal', models.PositiveIntegerField(verbose_name='aantal verzoeken')),
            ],
            options={
                'verbose_name': 'verwijdering',
                'verbose_name_plural': 'verwijderingen',
                'ordering': ['-op', '-pk'],
            },
        ),
        migrations.AlterModelOptions(
            name='contactverzoek',
            options={'ordering': ['-ontvangen_op'], 'permissions': [('wis_contactverzoek', 'Kan gegevens van één persoon uitvoeren en verzoeken verwijderen')], 'verbose_name': 'contactverzoek', 'verbose_name_plural': 'contactverzoeken'},
        ),
        migrations.RemoveConstraint(
            model_name='behandelstap',
            name='behandelstap_zegt_iets',
        ),
        migrations.AddField(
            model_name='behandelstap',
            name='antwoord_aan',
            field=models.EmailField(blank=True, max_length=254, verbose_name='antwoord aan'),
        ),
        migrations.AddField(
            model_name='behandelstap',
            name='antwoord_onderwerp',
            field=models.CharField(blank=True, max_length=200, verbose_name='onderwerp van het antwoord'),
        ),
        migrations.AddField(
            model_name='behandelstap',
            name='antwoord_tekst',
            field=models.TextField(blank=True, verbose_name='tekst van het antwoord'),
        ),
        migrations.AddField(
            model_name='behandelstap',
            name='automatisch',
            field=models.BooleanField(default=False, help_text='De website deed dit zelf, geen persoon.', verbose_name='automatisch'),
        ),
        migrations.AddField(
            model_name='behandelstap',
            name='bericht',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='basis.bericht', verbose_name='bericht in de uitbak'),
        ),
        migrations.AddField(
            model_name='behandelstap',
            name='reactie',
            field=models.BooleanField(default=False, help_text='Per e-mail, telefoon of in een gesprek.', verbose_name='de afzender kreeg een reactie'),
        ),
        migrations.AddField(
            model_name='contactverzoek',
            name='formulier',
            field=models.UUIDField(db_index=True, editable=False, null=True, verbose_name='formulier'),
        ),
        migrations.AddField(
            model_name='contactverzoek',
            name='herkomst',
            field=models.CharField(blank=True, db_index=True, editable=False, max_length=32, verbose_name='herkomst'),
        ),
        migrations.AddField(
            model_name='contactverzoek',
            name='kenmerk',
            field=models.CharField(db_index=True, default='', editable=False, max_length=9, verbose_name='kenmerk'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='contactverzoek',
            name='uiterlijk_op',
            field=models.DateField(default='2026-01-01', help_text='Wat wij de afzender beloofden, in werkdagen geteld.', verbose_name='reactie uiterlijk op'),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name='behandelstap',
            name='status',
            field=models.CharField(blank=True, choices=[('nieuw', 'nieuw'), ('te_controleren', 'te controleren'), ('in_behandeling', 'in behandeling'), ('afgerond', 'afgerond'), ('spam', 'spam')], default='', max_length=20, verbose_name='nieuwe status'),
        ),
        migrations.AlterField(
            model_name='contactverzoek',
            name='formulier_sleutel',
            field=models.UUIDField(editable=False, help_text='Hetzelfde formulier twee keer verstuurd telt één keer.', unique=True, verbose_name='sleutel van de inzending'),
        ),
        migrations.AlterField(
            model_name='contactverzoek',
            name='ontvangen_op',
            field=models.DateTimeField(auto_now_add=True, db_index=True, verbose_name='ontvangen op'),
        ),
        migrations.AlterField(
            model_name='contactverzoek',
            name='status',
            field=models.CharField(choices=[('nieuw', 'nieuw'), ('te_controleren', 'te controleren'), ('in_behandeling', 'in behandeling'), ('afgerond', 'afgerond'), ('spam', 'spam')], default='nieuw', max_length=20, verbose_name='status'),
        ),
        migrations.AddConstraint(
            model_name='behandelstap',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', ''), _negated=True), ('eigenaar__isnull', False), models.Q(('notitie', ''), _negated=True), ('reactie', True), _connector='OR'), name='behandelstap_zegt_iets'),
        ),
        migrations.AddConstraint(
            model_name='behandelstap',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('antwoord_aan', ''), ('antwoord_onderwerp', ''), ('antwoord_tekst', '')), models.Q(models.Q(('antwoord_aan', ''), _negated=True), models.Q(('antwoord_onderwerp', ''), _negated=True), models.Q(('antwoord_tekst', ''), _negated=True), ('reactie', True)), _connector='OR'), name='behandelstap_antwoord_is_heel'),
        ),
        migrations.AddField(
            model_name='contactinstellingen',
            name='site',
            field=models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, to='wagtailcore.site'),
        ),
        migrations.AddField(
            model_name='onderwerp',
            name='eigenaar',
            field=models.ForeignKey(blank=True, help_text='Krijgt elk nieuw verzoek over dit onderwerp. Zonder eigenaar gaat de melding naar het algemene adres van de academy.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='eigenaar'),
        ),
        migrations.AddField(
            model_name='maandtelling',
            name='onderwerp',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='maandtellingen', to='contact.onderwerp', verbose_name='onderwerp'),
        ),
        migrations.AddField(
            model_name='contactverzoek',
            name='nieuw_onderwerp',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='verzoeken', to='contact.onderwerp', verbose_name='onderwerp'),
        ),
        # Only for the way back: the old column returns empty, is filled, and is required again.
        migrations.AlterField(
            model_name='contactverzoek',
            name='onderwerp',
            field=models.CharField(max_length=20, null=True),
        ),
        migrations.RunPython(vul_onderwerpen, zet_onderwerpen_terug),
        migrations.RemoveField(
            model_name='contactverzoek',
            name='onderwerp',
        ),
        migrations.RenameField(
            model_name='contactverzoek',
            old_name='nieuw_onderwerp',
            new_name='onderwerp',
        ),
        migrations.AlterField(
            model_name='contactverzoek',
            name='onderwerp',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='verzoeken', to='contact.onderwerp', verbose_name='onderwerp'),
        ),
        migrations.RemoveField(
            model_name='contactpagina',
            name='beloofde_reactie_werkdagen',
        ),
        migrations.AddField(
            model_name='verwijdering',
            name='door',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='door'),
        ),
        migrations.AddConstraint(
            model_name='maandtelling',
            constraint=models.UniqueConstraint(fields=('maand', 'onderwerp', 'status', 'werkdagen'), name='maandtelling_uniek'),
        ),
        migrations.AddConstraint(
            model_name='maandtelling',
            constraint=models.UniqueConstraint(condition=models.Q(('werkdagen__isnull', True)), fields=('maand', 'onderwerp', 'status'), name='maandtelling_uniek_zonder_reactie'),
        ),
        migrations.RunPython(migrations.RunPython.noop, haal_wachter_weg),
    ]
