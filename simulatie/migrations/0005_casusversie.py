import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('simulatie', '0004_stukken_en_nakijken'),
    ]

    operations = [
        migrations.CreateModel(
            name='Casusversie',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sleutel', models.SlugField(max_length=40, verbose_name='casus')),
                ('versie', models.CharField(max_length=20, verbose_name='versie')),
                ('modelversie', models.CharField(max_length=20, verbose_name='versie van het model')),
                ('naam', models.CharField(max_length=200, verbose_name='naam')),
                ('inhoud', models.TextField(verbose_name='inhoud als JSON')),
                ('sha256', models.CharField(db_index=True, max_length=64, verbose_name='sha-256 van de inhoud')),
                ('gepubliceerd_op', models.DateTimeField(auto_now_add=True, verbose_name='gepubliceerd op')),
            ],
            options={
                'verbose_name': 'versie van een casus',
                'verbose_name_plural': 'versies van casussen',
                'ordering': ['sleutel', '-pk'],
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('sleutel', 'versie'), name='casusversie_een_per_versie')],
            },
        ),
        migrations.AddField(
            model_name='sessie',
            name='casusversie',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sessies', to='simulatie.casusversie', verbose_name='versie van de casus'),
        ),
    ]
